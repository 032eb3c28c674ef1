using Candor.Analyze;

namespace Candor.Dashboard.View;

/// <summary>One breakdown as a list with every figure that the report has.</summary>
sealed class ListReading(ReportRunner reports)
{
    public const int PerPage = 100;

    static readonly (string Sort, string Label, bool IsMinor, Func<BreakdownRow, string?> Cell)[] Figures =
    [
        ("visitors", "Visitors", false, r => Format.Number(r.Visitors)),
        ("sessions", "Visits", true, r => r.Sessions is { } n ? Format.Number(n) : null),
        ("pageviews", "Page views", false, r => Format.Number(r.Pageviews)),
        ("events", "Events", true, r => Format.Number(r.Events)),
        ("bounce_rate", "Bounce rate", true, r => r.BounceRate is { } share ? Format.Percent(share) : null),
        ("engaged_seconds", "Engaged", true, r => r.EngagedSeconds is { } seconds ? Format.Span(seconds) : null),
        ("value", "Value", true, r => r.Value is { } value ? Format.Number((long)Math.Round(value)) : null),
    ];

    public async Task<ListView> ReadAsync(PanelTab tab, ReportRequest request, PageState state, CancellationToken cancellationToken)
    {
        var asked = request with { Compare = null, Limit = PerPage + 1 };
        var rows = await reports.RunAsync(Reports.Breakdown(tab.Report), asked, cancellationToken);
        var shown = rows.Take(PerPage).ToList();
        var figures = Figures.Where(f => shown.Count == 0 ? !f.IsMinor : shown.Any(r => f.Cell(r) is not null)).Where(f => f.Sort != "pageviews" || !tab.CountsEvents).ToList();
        var most = Math.Max(1.0, shown.Select(r => tab.CountsEvents ? r.Events : r.Visitors).DefaultIfEmpty(1).Max());
        return new ListView(
            [new(tab.FirstColumn, SortedBy(state, "name", "asc"), DirectionOf(request, "name"), false), .. figures.Select(f => new ListColumn(f.Label, SortedBy(state, f.Sort, "desc"), DirectionOf(request, f.Sort), f.IsMinor))],
            [.. shown.Select(r => RowOf(r, tab, request, state, most, figures.Select(f => f.Cell(r) ?? "–")))],
            request.Offset > 0 ? At(state, Math.Max(0, request.Offset - PerPage)) : null,
            rows.Count > PerPage ? At(state, request.Offset + PerPage) : null,
            request.Offset + 1);
    }

    static ListRow RowOf(BreakdownRow row, PanelTab tab, ReportRequest request, PageState state, double most, IEnumerable<string> cells)
    {
        var share = (tab.CountsEvents ? row.Events : row.Visitors) / most;
        if (tab.Filter.Length == 0)
            return new(tab.LabelOf(row.Name), null, false, share, [.. cells]);
        var filter = PageRequest.FilterOf(tab.Filter, row.Name);
        var overview = state.On($"/sites/{request.Site}");
        return new(tab.LabelOf(row.Name), overview.WithFilter(filter).Href, state.Filters.Contains(filter), share, [.. cells]);
    }

    /// <summary>A second click on a column turns its order round.</summary>
    static string SortedBy(PageState state, string column, string first) =>
        state.With("sort", state.Choice("sort") == $"{column}:{first}" ? $"{column}:{(first == "asc" ? "desc" : "asc")}" : $"{column}:{first}").With("offset", null).Href;

    static string? DirectionOf(ReportRequest request, string column) =>
        request.Sort is { } sort && sort.Column == column ? sort.Ascending ? "ascending" : "descending" : null;

    static string At(PageState state, int offset) => state.With("offset", offset == 0 ? null : offset.ToString(System.Globalization.CultureInfo.InvariantCulture)).Href;
}
