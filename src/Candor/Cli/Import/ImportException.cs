namespace Candor.Cli.Import;

/// <summary>The file cannot be imported; the message says what, where and how to mend it.</summary>
sealed class ImportException(string message) : Exception(message);
