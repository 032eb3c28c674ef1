using Candor.Analyze.Filters;
using Candor.Analyze.Time;

namespace Candor.Analyze;

/// <summary>What is asked of a report: whose data, of which days, narrowed by what, and how much of the answer.</summary>
sealed record ReportRequest
{
    public const int DefaultLimit = 1000, MaxLimit = 100_000;

    /// <summary>Site id.</summary>
    public required string Site { get; init; }

    /// <summary>Days and hours are the site's own.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Local dates, both included.</summary>
    public required DateRange Range { get; init; }

    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>Other days to set beside these. Null for no comparison.</summary>
    public DateRange? Compare { get; init; }

    /// <summary>Width of a point of the series; null for one that fits the range.</summary>
    public Interval? Interval { get; init; }

    public int Limit { get; init; } = DefaultLimit;

    public int Offset { get; init; }

    /// <summary>Part of a row's name, in any case.</summary>
    public string Search { get; init; } = "";

    public Sort? Sort { get; init; }

    /// <summary>Which event's properties are asked for, in <c>event-properties</c>.</summary>
    public string Event { get; init; } = "";

    /// <summary>Which property's values are asked for; empty for the list of properties.</summary>
    public string Property { get; init; } = "";

    public DateTime Start => LocalTime.Of(Zone).StartOf(Range.From);

    /// <summary>The first instant that is not meant any more.</summary>
    public DateTime End => LocalTime.Of(Zone).StartOf(Range.To.AddDays(1));
}
