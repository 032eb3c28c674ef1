namespace Candor.Audit.Live.Cdp;

/// <summary>The browser refused a command, or is gone.</summary>
sealed class CdpException(string message) : Exception(message);
