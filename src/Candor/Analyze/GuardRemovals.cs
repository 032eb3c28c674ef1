namespace Candor.Analyze;

/// <summary>What Guard took out of the events that were kept. Events that it refused whole are not among them: nothing of those is stored.</summary>
/// <param name="Events">All events of the range.</param>
/// <param name="Redacted">Those that something was taken out of.</param>
sealed record GuardRemovals(
    long Events,
    long Redacted,
    IReadOnlyList<RemovalRow> Categories,
    IReadOnlyList<RemovalRow> Pages,
    IReadOnlyList<RemovalRow> Names,
    IReadOnlyList<RemovalRow> Days);

/// <param name="Events">Redacted events.</param>
sealed record RemovalRow(string Name, long Events);
