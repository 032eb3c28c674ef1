using Candor.Analyze;

namespace Candor.Dashboard.View;

/// <summary>Fills a panel: its tabs, its rows as filters, its links.</summary>
sealed class PanelReading(ReportRunner reports, ReportRequest request, PageState state)
{
    public const int Rows = 9;

    public async Task<PanelView> ReadAsync(PanelKind panel, CancellationToken cancellationToken)
    {
        if (panel == Panels.Actions && state.Choice(panel.Key) == "goals")
            return await GoalsAsync(panel, cancellationToken);
        if (panel == Panels.Actions && state.Choice(panel.Key) == "properties" && FilteredEvent() is { } about)
            return await PropertiesAsync(panel, about, cancellationToken);

        var tab = panel.Open(state);
        var asked = request with { Limit = Rows + 1, Compare = IsCompared ? request.Compare : null };
        var rows = await reports.RunAsync(Reports.Breakdown(tab.Report), asked, cancellationToken);
        var view = Draw(panel, tab.FirstColumn, tab.CountsEvents ? "Events" : "Visitors", [.. rows.Take(Rows).Select(r => RowOf(r, tab, Highest(rows, tab)))], tab.Empty);
        return view with
        {
            Second = tab.CountsEvents ? "Visitors" : null,
            More = rows.Count > Rows ? state.On($"/sites/{request.Site}/list/{tab.Key}").Href : null,
            Csv = state.ReportHref(tab.Report, request.Site, "&format=csv"),
        };
    }

    bool IsCompared => state.Compare is "previous" or "year";

    async Task<PanelView> GoalsAsync(PanelKind panel, CancellationToken cancellationToken)
    {
        var goals = await reports.RunAsync(Reports.Goals, request with { Limit = Rows, Compare = IsCompared ? request.Compare : null }, cancellationToken);
        var most = goals.Select(g => g.Visitors).DefaultIfEmpty(1).Max();
        var rows = goals.Select(g => new PanelRow(g.Name, null, false, g.Visitors / (double)Math.Max(1, most), Format.Compact(g.Conversions), Format.Number(g.Conversions), Format.Percent(g.Rate),
            g.Previous is { } before ? Change.Between(g.Conversions, before.Conversions, Format.Number(before.Conversions)) : null, false));
        return Draw(panel, "Goal", "Conversions", [.. rows], "No goal yet. Settings say what counts as one.") with { Second = "Of visitors", Csv = state.ReportHref("goals", request.Site, "&format=csv") };
    }

    async Task<PanelView> PropertiesAsync(PanelKind panel, string about, CancellationToken cancellationToken)
    {
        var property = state.Choice("property");
        var rows = await reports.RunAsync(Reports.Breakdown("event-properties"), request with { Event = about, Property = property, Limit = Rows, Compare = null }, cancellationToken);
        var most = rows.Select(r => r.Events).DefaultIfEmpty(1).Max();
        var drawn = rows.Select(r => property.Length == 0
            ? new PanelRow(r.Name, state.With("property", r.Name).Href, false, r.Events / (double)Math.Max(1, most), Format.Compact(r.Events), Format.Number(r.Events), Format.Compact(r.Visitors), null, false)
            : Toggled(new PanelRow(r.Name.Length == 0 ? "Empty" : r.Name, null, false, r.Events / (double)Math.Max(1, most), Format.Compact(r.Events), Format.Number(r.Events), Format.Compact(r.Visitors), null, false),
                PageRequest.FilterOf("prop", r.Name, property)));
        return Draw(panel, property.Length == 0 ? $"Property of {about}" : property, "Events", [.. drawn], $"{about} came without properties in these days.") with
        {
            Second = "Visitors",
            More = property.Length > 0 ? state.With("property", null).Href : null,
            Csv = state.ReportHref("event-properties", request.Site, $"&event={Uri.EscapeDataString(about)}{(property.Length > 0 ? $"&property={Uri.EscapeDataString(property)}" : "")}&format=csv"),
        };
    }

    PanelView Draw(PanelKind panel, string firstColumn, string what, IReadOnlyList<PanelRow> rows, string empty) => new(panel.Key, panel.Title, [.. Tabs(panel)], firstColumn, what, rows, null, null, empty);

    IEnumerable<TabView> Tabs(PanelKind panel)
    {
        var chosen = state.Choice(panel.Key, panel.Tabs[0].Key);
        foreach (var tab in panel.Tabs)
            yield return new(tab.Label, state.With(panel.Key, tab == panel.Tabs[0] ? null : tab.Key).With("property", null).Href, tab.Key == chosen);
        if (panel != Panels.Actions)
            yield break;
        yield return new("Goals", state.With(panel.Key, "goals").Href, chosen == "goals");
        if (FilteredEvent() is not null)
            yield return new("Properties", state.With(panel.Key, "properties").With("property", null).Href, chosen == "properties");
    }

    /// <summary>The one event that the page is narrowed to; only then its properties can be asked for.</summary>
    string? FilteredEvent() =>
        request.Filters.Where(f => f is { Dimension.Name: "event", Operator: Analyze.Filters.FilterOperator.Is, Values.Count: 1 }).Select(f => f.Values[0]).FirstOrDefault();

    PanelRow RowOf(BreakdownRow row, PanelTab tab, double most)
    {
        var count = tab.CountsEvents ? row.Events : row.Visitors;
        var before = tab.CountsEvents ? row.Previous?.Events : row.Previous?.Visitors;
        var drawn = new PanelRow(tab.LabelOf(row.Name), null, false, count / most, Format.Compact(count), Format.Number(count), tab.CountsEvents ? Format.Compact(row.Visitors) : null,
            before is { } b ? Change.Between(count, b, Format.Number(b)) : null, row.Name.Length == 0);
        return tab.Filter.Length == 0 ? drawn : Toggled(drawn, PageRequest.FilterOf(tab.Filter, row.Name));
    }

    PanelRow Toggled(PanelRow row, string filter)
    {
        var holds = state.Filters.Contains(filter);
        return row with { IsFilter = holds, Href = (holds ? state.WithoutFilter(filter) : state.WithFilter(filter)).Href };
    }

    static double Highest(IReadOnlyList<BreakdownRow> rows, PanelTab tab) => Math.Max(1, rows.Select(r => tab.CountsEvents ? r.Events : r.Visitors).DefaultIfEmpty(1).Max());
}
