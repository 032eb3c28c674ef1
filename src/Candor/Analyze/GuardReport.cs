using Candor.Analyze.Time;
using Candor.Analyze.Withheld;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Everything that is known of what was withheld, which is never a value: categories, the fields by their stored names, pages, events, and when.</summary>
sealed class GuardReport() : Report<GuardRemovals>("guard", "What did Guard take out before anything was stored?", ReportJson.Readable.GuardRemovals)
{
    public override async Task<GuardRemovals> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var store = source.Store;
        var interval = request.Interval ?? Buckets.Fitting(request.Range.From, request.Range.To);
        var now = CountAsync(store, request, interval, cancellationToken);
        var before = request.Compare is { } range ? CountAsync(store, request with { Range = range }, interval, cancellationToken) : null;
        var pages = RedactedSql.ByColumnAsync(store, request, "path", cancellationToken);
        var names = RedactedSql.ByColumnAsync(store, request, "name", cancellationToken);
        var shapes = RedactedSql.ShapesAsync(store, request, cancellationToken);
        await Task.WhenAll(now, pages, names, shapes, before ?? Task.CompletedTask);
        var previous = before is null ? null : await before;
        var counted = await now;
        return counted with
        {
            Categories = [.. counted.Categories.Take(request.Limit).Select(c => Compared(c, previous))],
            Pages = await pages,
            Names = await names,
            Drops = DroppedSql.Counts(request) ? await DroppedSql.ByRuleAsync(store, request, cancellationToken) : [],
            InPage = (await shapes).Where(s => s.Parts.All(p => p.InPage)).Sum(s => s.Events),
            Fields = [.. FieldsOf(await shapes).Take(request.Limit)],
            Previous = previous,
        };
    }

    /// <summary>Without pages, events and fields.</summary>
    public static async Task<GuardRemovals> CountAsync(IEventStore store, ReportRequest request, Interval interval, CancellationToken cancellationToken)
    {
        var total = RedactedSql.TotalAsync(store, request, cancellationToken);
        var byTime = RedactedSql.ByTimeAsync(store, request, interval, cancellationToken);
        var byDay = interval == Interval.Day ? byTime : RedactedSql.ByTimeAsync(store, request, Interval.Day, cancellationToken);
        await Task.WhenAll(total, byTime, byDay);
        var dropped = DroppedSql.Counts(request) ? await DroppedSql.ByTimeAsync(store, request, interval, cancellationToken) : null;
        var (zone, days) = (LocalTime.Of(request.Zone), (await byDay).ToLookup(r => r.Bucket, r => r.Events));
        var points = (await byTime).ToLookup(r => r.Bucket);
        return new(await total, (await byTime).Sum(r => r.Events), [.. CategoriesOf(await byTime)], [], [],
            [.. Buckets.List(Interval.Day, request.Start, request.End, zone).Select(b => new RemovalRow(b.Label, days[b.Key].Sum()))])
        {
            Dropped = dropped?.Values.Sum(),
            Series = [.. Buckets.List(interval, request.Start, request.End, zone).Select(b => Point(b, [.. points[b.Key]], dropped))],
        };
    }

    /// <summary>The most frequent first. An event with two categories counts in both.</summary>
    static IEnumerable<RemovalRow> CategoriesOf(IEnumerable<(long Bucket, string Removed, long Events)> rows) =>
        rows.SelectMany(r => r.Removed.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(c => (Category: c, r.Events)))
            .GroupBy(r => r.Category, r => r.Events).Select(g => new RemovalRow(g.Key, g.Sum())).OrderByDescending(r => r.Events).ThenBy(r => r.Name, StringComparer.Ordinal);

    static RemovalPoint Point(Bucket bucket, IReadOnlyList<(long Bucket, string Removed, long Events)> rows, IReadOnlyDictionary<long, long>? dropped) =>
        new(bucket.Label, rows.Sum(r => r.Events), dropped?.GetValueOrDefault(bucket.Key), CategoriesOf(rows).ToDictionary(c => c.Name, c => c.Events));

    static RemovalRow Compared(RemovalRow row, GuardRemovals? previous) =>
        previous is null ? row : row with { Previous = previous.Categories.FirstOrDefault(c => c.Name == row.Name)?.Events ?? 0 };

    static IEnumerable<WithheldField> FieldsOf(IReadOnlyList<WithheldShape> shapes) => shapes
        .SelectMany(s => s.Parts.Select(p => (Part: p, s.Event, s.Events)))
        .GroupBy(p => (p.Part, p.Event), p => p.Events)
        .Select(g => new WithheldField(g.Key.Part.Field, g.Key.Part.Category, g.Key.Event, g.Key.Part.InPage, g.Sum()))
        .OrderByDescending(f => f.Events).ThenBy(f => f.Field, StringComparer.Ordinal).ThenBy(f => f.Category, StringComparer.Ordinal).ThenBy(f => f.Event, StringComparer.Ordinal);
}
