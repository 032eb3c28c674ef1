namespace Candor.Guard;

/// <summary>A verdict as the live page shows it: what was kept and why the rest was not, never what was removed.</summary>
/// <param name="Number">Counts up within the process, so that a page can ask for what is newer.</param>
/// <param name="Time">Milliseconds since 1970 UTC.</param>
/// <param name="Arrived">How it came, field by field; null when nothing was taken out, and when too many came at once to take each down.</param>
sealed record FeedEntry(long Number, long Time, VerdictKind Kind, IReadOnlyList<string> Categories, IReadOnlyList<Reason> Reasons, Event? Stored, IReadOnlyList<ArrivedField>? Arrived = null);
