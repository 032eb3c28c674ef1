namespace Candor.Store.ClickHouse;

/// <summary>A row of signs that shares site, name and id with another one.</summary>
/// <param name="Time">Milliseconds since 1970, as <paramref name="Received"/>.</param>
readonly record struct Duplicate(string Site, string Name, Guid Id, long Time, long Received, string Collector, ulong Sequence);
