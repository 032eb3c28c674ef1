namespace Candor.Store;

/// <summary>Someone's SQL cannot be run; the message is meant for them.</summary>
sealed class SqlRefusedException(string message, Exception? inner = null) : Exception(message, inner);
