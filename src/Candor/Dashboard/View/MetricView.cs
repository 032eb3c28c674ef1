namespace Candor.Dashboard.View;

/// <summary>One number of the strip above the chart.</summary>
/// <param name="Href">Shows it in the chart; null when there is no series of it.</param>
/// <param name="Note">A related figure, such as views per visit.</param>
public sealed record MetricView(string Key, string Label, string Value, string Exact, Change? Change, string? Note, string? Href, bool IsShown);
