namespace Candor.Analyze;

/// <param name="Time">Local date, or local time with offset where points are hours.</param>
sealed record SeriesPoint(string Time, long Visitors, long Sessions, long Pageviews, long Events, double Value)
{
    /// <summary>The point at the same place in the days compared with; null beyond their end.</summary>
    public SeriesPoint? Previous { get; init; }
}
