namespace Candor.Analyze;

/// <summary>One row of a breakdown. Members that the question has no answer for are null and not written.</summary>
/// <param name="Name">The value as stored; empty for unknown, and for direct visits where it is a source or a referrer.</param>
sealed record BreakdownRow(string Name, long Visitors, long Pageviews, long Events)
{
    public long? Sessions { get; init; }

    public double? BounceRate { get; init; }

    public double? SessionSeconds { get; init; }

    public double? EngagedSeconds { get; init; }

    public double? Value { get; init; }

    /// <summary>The same name in the days compared with. Zeros when it did not occur.</summary>
    public BreakdownRow? Previous { get; init; }
}
