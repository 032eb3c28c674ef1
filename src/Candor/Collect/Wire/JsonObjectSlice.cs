namespace Candor.Collect.Wire;

/// <summary>A checked JSON object, kept as bytes on one line, with the two properties that have columns of their own.</summary>
readonly record struct JsonObjectSlice(ReadOnlyMemory<byte> Bytes, double? Value, string Currency);
