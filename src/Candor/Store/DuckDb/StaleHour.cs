namespace Candor.Store.DuckDb;

/// <summary>An hour of a site whose roll-ups no longer say what the tables say.</summary>
readonly record struct StaleHour(TextSlice Site, long Start);
