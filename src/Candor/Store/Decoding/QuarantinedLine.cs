namespace Candor.Store;

/// <summary>A record that could not be read, byte for byte, with the reason.</summary>
sealed record QuarantinedLine(long Sequence, string Reason, byte[] Line);
