using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze.Withheld;

/// <summary>Asks the counts of events that were refused whole. They are kept by the hour, in UTC: a site whose hours begin at another minute has them in the hour they began in.</summary>
static class DroppedSql
{
    static readonly SqlText ByRule = new("""
        select category, rule, sum(events)::bigint as events from dropped where site = $site and hour >= $from and hour < $to group by 1, 2 order by events desc, category, rule
        """)
    {
        ClickHouse = """
            select toString(category) as what, toString(rule) as why, toInt64(sum(events)) as total from dropped final
            where site = $site and hour >= $from and hour < $to group by what, why order by total desc, what, why
            """,
    };

    static readonly SqlText ByTime = new("select {bucket} as bucket, sum(events)::bigint from dropped where site = $site and hour >= $from and hour < $to group by 1")
    {
        ClickHouse = "select {bucket} as bucket, toInt64(sum(events)) from dropped final where site = $site and hour >= $from and hour < $to group by bucket",
    };

    /// <summary>No filter holds for an event of which nothing is kept.</summary>
    public static bool Counts(ReportRequest request) => request.Filters.Count == 0;

    public static Task<IReadOnlyList<DropRow>> ByRuleAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken) =>
        store.QueryAsync(ByRule, Scope(request).Parameters, r => new DropRow(r.GetString(0), r.GetString(1), r.GetInt64(2)), cancellationToken);

    public static async Task<IReadOnlyDictionary<long, long>> ByTimeAsync(IEventStore store, ReportRequest request, Interval interval, CancellationToken cancellationToken)
    {
        var scope = Scope(request);
        var bucket = Buckets.Expression(interval, "hour", LocalTime.Of(request.Zone).OffsetsBetween(request.Start, request.End), scope.Parameters);
        var counted = await store.QueryAsync(scope.Fill(ByTime, ("bucket", bucket)), scope.Parameters, r => (Key: r.GetInt64(0), Events: r.GetInt64(1)), cancellationToken);
        return counted.ToDictionary(c => c.Key, c => c.Events);
    }

    static ReportScope Scope(ReportRequest request) => new(request.Site, request.Start, request.End, []);
}
