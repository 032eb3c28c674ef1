namespace Candor.Analyze;

/// <summary>The last half hour.</summary>
/// <param name="Visitors">In the last five minutes.</param>
/// <param name="Minutes">Thirty, the oldest first; the last one is still running.</param>
/// <param name="Latest">Newest first.</param>
sealed record Live(
    long Visitors,
    long VisitorsHalfHour,
    IReadOnlyList<LiveMinute> Minutes,
    IReadOnlyList<BreakdownRow> Pages,
    IReadOnlyList<BreakdownRow> Sources,
    IReadOnlyList<BreakdownRow> Countries,
    IReadOnlyList<LiveEvent> Latest);

/// <param name="Time">UTC.</param>
sealed record LiveMinute(DateTimeOffset Time, long Visitors, long Pageviews, long Events);

/// <param name="Time">UTC.</param>
sealed record LiveEvent(DateTimeOffset Time, string Name, string Page, string Country, string Device, string Browser);
