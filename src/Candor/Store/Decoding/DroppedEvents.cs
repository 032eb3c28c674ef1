namespace Candor.Store;

/// <summary>A record that counts events which Guard refused whole (<see cref="DroppedLine"/>).</summary>
/// <param name="Hour">Its start, in milliseconds since 1970 UTC.</param>
sealed record DroppedEvents(long Sequence, string Site, long Hour, string Category, string Rule, long Events);
