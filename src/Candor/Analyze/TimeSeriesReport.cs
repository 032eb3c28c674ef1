using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze;

sealed class TimeSeriesReport() : Report<IReadOnlyList<SeriesPoint>>("timeseries", "When was the site used?", ReportJson.Readable.IReadOnlyListSeriesPoint)
{
    static readonly SqlText Sql = new("""
        select bucket, sum(visitors)::bigint, sum(sessions)::bigint, sum(pageviews)::bigint, sum(events)::bigint, sum(value) from (
            select {time} as bucket, count(distinct visitor) filter (visitor <> 0) as visitors, 0 as sessions, count(*) filter (name = 'PageView') as pageviews, count(*) as events,
                coalesce(sum(value) filter (name = 'Purchase'), 0) as value
            from events where {events} group by 1
            union all select {start}, 0, count(*), 0, 0, 0 from sessions where {sessions} group by 1)
        group by 1
        """);

    public override async Task<IReadOnlyList<SeriesPoint>> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var interval = request.Interval ?? Buckets.Fitting(request.Range.From, request.Range.To);
        var now = await PointsAsync(source, request, interval, cancellationToken);
        if (request.Compare is not { } before)
            return now;
        var then = await PointsAsync(source, request with { Range = before }, interval, cancellationToken);
        return [.. now.Select((p, i) => p with { Previous = i < then.Count ? then[i] : null })];
    }

    static async Task<List<SeriesPoint>> PointsAsync(ReportSource source, ReportRequest request, Interval interval, CancellationToken cancellationToken)
    {
        var (scope, zone) = (new ReportScope(request), LocalTime.Of(request.Zone));
        var buckets = Buckets.List(interval, request.Start, request.End, zone);
        if (buckets.Count > ReportRequest.MaxLimit)
            throw new ReportRefusedException("interval", $"That would be {buckets.Count} points. Ask for fewer days or a wider interval.");
        var offsets = zone.OffsetsBetween(request.Start, request.End);
        var sql = scope.Fill(Sql, ("time", Buckets.Expression(interval, "time", offsets, scope.Parameters)), ("start", Buckets.Expression(interval, "start", offsets, scope.Parameters)));
        var counted = await source.Store.QueryAsync(sql, scope.Parameters,
            r => (Key: r.GetInt64(0), Point: new SeriesPoint("", r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), Numbers.Finite(r.GetDouble(5)))), cancellationToken);
        var byKey = counted.ToDictionary(p => p.Key, p => p.Point);
        return [.. buckets.Select(b => (byKey.GetValueOrDefault(b.Key) ?? new SeriesPoint("", 0, 0, 0, 0, 0)) with { Time = b.Label })];
    }
}
