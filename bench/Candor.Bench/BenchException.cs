namespace Candor.Bench;

/// <summary>A benchmark cannot run here, and what to do about it.</summary>
sealed class BenchException(string message) : Exception(message);
