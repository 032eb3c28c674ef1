namespace Candor.Analyze;

/// <summary>The numbers at the top of everything. docs/reports.md says what each of them counts.</summary>
sealed record Overview(long Visitors, long Sessions, long Pageviews, long Events, double BounceRate, double EngagedSeconds, double ViewsPerSession, double SessionSeconds, double Value)
{
    /// <summary>Counted, not estimated.</summary>
    public bool Exact { get; init; } = true;

    /// <summary>The same for the days compared with.</summary>
    public Overview? Previous { get; init; }
}
