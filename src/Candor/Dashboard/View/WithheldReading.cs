using Candor.Analyze;

namespace Candor.Dashboard.View;

/// <summary>Asks what was withheld, and puts it into words and bars.</summary>
sealed class WithheldReading(ReportRunner reports, NoveltyReading novelties, TimeProvider clock)
{
    const int Rows = 12, MostFields = 60, MetricCategories = 4;

    public async Task<WithheldView> ReadAsync(ReportRequest request, PageState state, CancellationToken cancellationToken)
    {
        var found = await reports.RunAsync(Reports.Guard, request with { Limit = MostFields }, cancellationToken);
        var novel = await novelties.ReadAsync(request, cancellationToken);
        var shown = Shown(found, state);
        var points = found.Series.Select((p, i) => (p.Time, (double)shown.At(p), Before(found, i) is { } before ? shown.At(before) : (double?)null)).ToList();
        return new WithheldView(novel, found.Events, found.Redacted, found.Dropped, found.InPage,
            [.. Metrics(found, state, shown.Key)],
            SeriesReading.Of(points, shown.Label, request, state, clock.GetUtcNow()),
            [.. found.Categories.Take(Rows).Select(c => new WithheldTrend(Removals.Label(c.Name), state.With("metric", c.Name).Href, [.. found.Series.Select(p => (double)p.Categories.GetValueOrDefault(c.Name))], Format.Compact(c.Events)))],
            Panel("categories", "What it was", "Category", found.Categories, request, state, "withheld", c => Removals.Label(c.Name)),
            Panel("pages", "Where", "Page", found.Pages, request, state, "page", p => p.Name.Length == 0 ? "No page" : p.Name),
            Panel("names", "In which events", "Event", found.Names, request, state, "event", n => n.Name == "PageView" ? "Page view" : n.Name),
            [.. found.Fields.Select(f => FieldOf(f, state))],
            [.. found.Drops.Select(d => new DroppedRow(Removals.Label(d.Category), d.Rule == d.Category ? "the policy does not list such an event" : d.Rule, Format.Number(d.Events)))],
            Csv(request, state, "fields"), Csv(request, state, "series"));
    }

    static RemovalPoint? Before(GuardRemovals found, int index) => found.Previous is { } before && index < before.Series.Count ? before.Series[index] : null;

    static IEnumerable<Reading> Readings(GuardRemovals found)
    {
        yield return new("redacted", "Events redacted", p => p.Redacted, r => r.Redacted);
        if (found.Dropped is not null)
            yield return new("dropped", "Refused whole", p => p.Dropped ?? 0, r => r.Dropped ?? 0);
        foreach (var category in found.Categories)
            yield return new(category.Name, Removals.Label(category.Name), p => p.Categories.GetValueOrDefault(category.Name), r => r.Categories.FirstOrDefault(c => c.Name == category.Name)?.Events ?? 0);
    }

    static Reading Shown(GuardRemovals found, PageState state) => Readings(found).FirstOrDefault(r => r.Key == state.Choice("metric")) ?? Readings(found).First();

    static IEnumerable<MetricView> Metrics(GuardRemovals found, PageState state, string shown) =>
        Readings(found).Where((r, i) => i < MetricCategories + 2 || r.Key == shown).Select(r => new MetricView(r.Key, r.Label, Format.Compact(r.Of(found)), Format.Number(r.Of(found)),
            found.Previous is { } before ? Change.Between(r.Of(found), r.Of(before), Format.Number(r.Of(before)), moreIsBetter: false) : null,
            r.Key == "redacted" && found.Events > 0 ? $"{Format.Percent((double)found.Redacted / found.Events)} of all" : null, state.With("metric", r.Key == "redacted" ? null : r.Key).Href, r.Key == shown));

    static PanelView Panel(string key, string title, string column, IReadOnlyList<RemovalRow> rows, ReportRequest request, PageState state, string dimension, Func<RemovalRow, string> label)
    {
        var most = Math.Max(1.0, rows.Select(r => r.Events).DefaultIfEmpty(1).Max());
        var drawn = rows.Take(Rows).Select(r =>
        {
            var filter = PageRequest.FilterOf(dimension, r.Name);
            var holds = state.Filters.Contains(filter);
            return new PanelRow(label(r), (holds ? state.WithoutFilter(filter) : state.WithFilter(filter)).Href, holds, r.Events / most, Format.Compact(r.Events), Format.Number(r.Events), null,
                r.Previous is { } before ? Change.Between(r.Events, before, Format.Number(before), moreIsBetter: false) : null, r.Name.Length == 0);
        });
        return new(key, title, [], column, "Events", [.. drawn], null, Csv(request, state, key), "Nothing was taken out in these days.");
    }

    static WithheldFieldRow FieldOf(WithheldField field, PageState state) => new(
        Removals.Label(field.Category), FieldWords.Of(field.Field), field.Event == "PageView" ? "Page view" : field.Event, state.WithFilter(PageRequest.FilterOf("event", field.Event)).Href,
        field.InPage, Format.Number(field.Events), FieldWords.Mend(field.Field, field.Category, field.Event, field.InPage));

    static string Csv(ReportRequest request, PageState state, string part) => state.ReportHref("guard", request.Site, $"&limit={ReportRequest.DefaultLimit}&part={part}&format=csv");

    sealed record Reading(string Key, string Label, Func<RemovalPoint, long> At, Func<GuardRemovals, long> Of);
}
