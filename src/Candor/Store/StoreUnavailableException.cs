namespace Candor.Store;

/// <summary>The store cannot write or read at the moment (disk full, out of memory, closed by an error). Trying again may work; nothing is lost.</summary>
sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
