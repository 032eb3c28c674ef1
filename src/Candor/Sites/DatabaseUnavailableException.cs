namespace Candor.Sites;

/// <summary>What people edit cannot be read or written now. The message says what is wrong, where, and how to mend it.</summary>
sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
