namespace Candor.Analyze;

/// <summary>What Guard kept out. Everything but <see cref="Dropped"/> is about events of which the rest was stored.</summary>
/// <param name="Events">All stored events of the range.</param>
/// <param name="Redacted">Those that the collector took something out of.</param>
/// <param name="Days">Redacted events of each day.</param>
sealed record GuardRemovals(
    long Events,
    long Redacted,
    IReadOnlyList<RemovalRow> Categories,
    IReadOnlyList<RemovalRow> Pages,
    IReadOnlyList<RemovalRow> Names,
    IReadOnlyList<RemovalRow> Days)
{
    /// <summary>Events that were refused whole, by category and rule; nothing else is known of them. Null where filters narrow, since no filter holds for them.</summary>
    public long? Dropped { get; init; }

    public IReadOnlyList<DropRow> Drops { get; init; } = [];

    /// <summary>Events with marks of the script's and nothing left for the collector to find: taken out in the page, never sent.</summary>
    public long InPage { get; init; }

    public IReadOnlyList<WithheldField> Fields { get; init; } = [];

    public IReadOnlyList<RemovalPoint> Series { get; init; } = [];

    public GuardRemovals? Previous { get; init; }
}
