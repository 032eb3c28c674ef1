namespace Candor.Tests.Analyze;

/// <summary>One stored event of the test data, with everything that reports look at.</summary>
sealed record Hit(DateTime Time, ulong Visitor, string Name = "PageView", string Path = "/")
{
    public string Site { get; init; } = ReportContract.Site;
    public string Country { get; init; } = "";
    public string Region { get; init; } = "";
    public string Device { get; init; } = "";
    public string Browser { get; init; } = "";
    public string Os { get; init; } = "";
    public string Language { get; init; } = "";
    public string Screen { get; init; } = "";
    public string Props { get; init; } = "";
    public double? Value { get; init; }
    public string Bot { get; init; } = "";
    public string Removed { get; init; } = "";

    /// <summary>Counts when it is the first of its session.</summary>
    public string Source { get; init; } = "";
    public string Channel { get; init; } = "Direct";
    public string Campaign { get; init; } = "";

    /// <summary>Not an event, but time that a page was looked at.</summary>
    public int EngagedMs { get; init; }

    public bool IsEngagement => Name == "Engagement";
    public Guid Id { get; init; } = Guid.NewGuid();
}
