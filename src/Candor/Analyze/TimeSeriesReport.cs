using Candor.Analyze.Rollups;
using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze;

sealed class TimeSeriesReport() : Report<IReadOnlyList<SeriesPoint>>("timeseries", "When was the site used?", ReportJson.Readable.IReadOnlyListSeriesPoint)
{
    static readonly SqlText Sql = new($$"""
        select bucket, sum(visitors)::bigint, sum(sessions)::bigint, sum(pageviews)::bigint, sum(events)::bigint, sum(value) from (
            select {time} as bucket, {{Counted.Visitors}} as visitors, 0 as sessions, {{Counted.Pageviews}} as pageviews, count(*) as events,
                coalesce(sum(value) filter (name = 'Purchase'), 0) as value
            from events where {events} group by 1
            union all select {start}, 0, count(*), 0, 0, 0 from sessions where {sessions} group by 1)
        group by 1
        """)
    {
        ClickHouse = """
            select bucket, sum(visitors), sum(sessions), sum(pageviews), sum(events), sum(value) from (
                select visitors, pageviews, events, value, bucket, toInt64(0) as sessions from ({points})
                union all select toInt64(0), toInt64(0), toInt64(0), toFloat64(0), {start} as bucket, toInt64(count()) from {visits} where {sessions} group by bucket)
            group by bucket
            """,
    };

    public override async Task<IReadOnlyList<SeriesPoint>> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var interval = request.Interval ?? Buckets.Fitting(request.Range.From, request.Range.To);
        var now = await PointsAsync(source, request, interval, cancellationToken);
        if (request.Compare is not { } before)
            return now;
        var then = await PointsAsync(source, request with { Range = before }, interval, cancellationToken);
        return [.. now.Select((p, i) => p with { Previous = i < then.Count ? then[i] : null })];
    }

    /// <summary>Counts in the events themselves; buckets without any are left out.</summary>
    public static async Task<IReadOnlyList<(long Key, Tally Tally)>> CountAsync(IEventStore store, ReportRequest request, Interval interval, CancellationToken cancellationToken)
    {
        // A day's visitors are not known by the hour.
        var scope = new ReportScope(request) { Days = interval == Interval.Hour ? null : await VisitDayPlan.FindAsync(store, request, cancellationToken) };
        var offsets = LocalTime.Of(request.Zone).OffsetsBetween(request.Start, request.End);
        var sql = scope.Fill(Sql, ("time", Buckets.Expression(interval, "time", offsets, scope.Parameters)), ("start", Buckets.Expression(interval, "start", offsets, scope.Parameters)), ("day", Buckets.OfDay(interval)));
        return await store.QueryAsync(sql, scope.Parameters, r => (r.GetInt64(0), new Tally(r.GetInt64(1), r.GetInt64(3), r.GetInt64(4), r.GetInt64(2), 0, 0, 0, r.GetDouble(5))), cancellationToken);
    }

    static async Task<List<SeriesPoint>> PointsAsync(ReportSource source, ReportRequest request, Interval interval, CancellationToken cancellationToken)
    {
        var buckets = Buckets.List(interval, request.Start, request.End, LocalTime.Of(request.Zone));
        if (buckets.Count > ReportRequest.MaxLimit)
            throw new ReportRefusedException("interval", $"That would be {buckets.Count} points. Ask for fewer days or a wider interval.");
        var plan = interval == Interval.Hour ? null : await RollupPlan.FindAsync(source.Store, request, cancellationToken);
        var counted = plan is null ? await CountAsync(source.Store, request, interval, cancellationToken)
            : interval == Interval.Day ? await RolledTotals.ByDayAsync(source.Store, plan, cancellationToken)
            : await RolledTotals.ByBucketAsync(source.Store, plan, interval, cancellationToken);
        var byKey = counted.ToDictionary(p => p.Key, p => p.Tally);
        return [.. buckets.Select(b => Point(b.Label, byKey.GetValueOrDefault(b.Key)))];
    }

    static SeriesPoint Point(string label, Tally tally) => new(label, tally.Visitors, tally.Sessions, tally.Pageviews, tally.Events, Numbers.Finite(tally.Value));
}
