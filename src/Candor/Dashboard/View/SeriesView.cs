namespace Candor.Dashboard.View;

/// <summary>What the chart and its table show.</summary>
/// <param name="Running">The last point's time is not over yet.</param>
/// <param name="CompareLabel">The days of the second line, null when there is none.</param>
public sealed record SeriesView(string Label, string RangeLabel, string? CompareLabel, bool Running, IReadOnlyList<SeriesPointView> Points)
{
    public double Highest => Points.Count == 0 ? 0 : Math.Max(Points.Max(p => p.Value), CompareLabel is null ? 0 : Points.Max(p => p.Before ?? 0));
}

/// <param name="Label">On the axis.</param>
/// <param name="Title">In the table and beside the pointer.</param>
/// <param name="Href">Narrows to this point; null where a point is the narrowest there is.</param>
public sealed record SeriesPointView(string Label, string Title, double Value, double? Before, string? Href);
