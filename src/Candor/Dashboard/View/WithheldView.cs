namespace Candor.Dashboard.View;

/// <summary>All that the page on what was withheld shows.</summary>
/// <param name="Dropped">Null where filters narrow.</param>
/// <param name="Fields">What left a mark, and so can be named.</param>
public sealed record WithheldView(
    IReadOnlyList<NoveltyRow> Novelties,
    long Events,
    long Redacted,
    long? Dropped,
    long InPage,
    IReadOnlyList<MetricView> Metrics,
    SeriesView Series,
    IReadOnlyList<WithheldTrend> Trends,
    PanelView Categories,
    PanelView Pages,
    PanelView Names,
    IReadOnlyList<WithheldFieldRow> Fields,
    IReadOnlyList<DroppedRow> Drops,
    string FieldsCsv,
    string SeriesCsv);

/// <summary>A category over time.</summary>
public sealed record WithheldTrend(string Label, string Href, IReadOnlyList<double> Values, string Figure);

/// <param name="Where">In words, such as <c>property note</c>.</param>
/// <param name="Mend">What the web team can do about it.</param>
public sealed record WithheldFieldRow(string What, string Where, string Event, string Href, bool InPage, string Events, string Mend);

public sealed record DroppedRow(string What, string Rule, string Events);
