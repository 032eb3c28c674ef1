namespace Candor.Dashboard.View;

/// <summary>All that the overview shows, read at once.</summary>
/// <param name="IsUntouched">No event has ever arrived.</param>
sealed record OverviewView(
    IReadOnlyList<MetricView> Metrics,
    SeriesView Series,
    IReadOnlyList<PanelView> Panels,
    SealView Seal,
    IReadOnlyList<string> Notices,
    IReadOnlyList<NoveltyRow> Novelties,
    long Now,
    bool IsUntouched);
