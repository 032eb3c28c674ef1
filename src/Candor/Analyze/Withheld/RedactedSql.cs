using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze.Withheld;

/// <summary>Asks the stored events that something was taken out of.</summary>
static class RedactedSql
{
    /// <summary>Kinds of redacted event, at most: a sender who makes up names must not make the answer long. The most frequent are first.</summary>
    const int MostShapes = 5000;

    static readonly SqlText Total = new("select count(*) from events where {events}") { ClickHouse = "select toInt64(count()) from {signs} where {events}" };

    static readonly SqlText ByTime = new("select {bucket} as bucket, removed, count(*) from events where {events} and removed <> '' group by 1, 2")
    {
        ClickHouse = "select {bucket} as bucket, toString(removed) as categories, toInt64(count()) from {signs} where {events} and removed != '' group by bucket, categories",
    };

    static readonly SqlText ByColumn = new("""
        select {label} as label, count(*) as events, string_agg(distinct removed, ',') from events where {events} and removed <> '' group by 1 order by events desc, label limit $limit
        """)
    {
        ClickHouse = """
            select toString({label}) as label, toInt64(count()) as events, arrayStringConcat(groupUniqArray(toString(removed)), ',') from {signs} where {events} and removed != ''
            group by label order by events desc, label limit $limit
            """,
    };

    static readonly SqlText Shapes = new($$"""
        select name, removed, {pairs} as pairs, count(*) as events from events where {events} and (removed <> '' or {has_mark}) group by 1, 2, 3
        order by events desc, name, removed, pairs limit {{MostShapes}}
        """)
    {
        ClickHouse = $$"""
            select toString(name) as event, toString(removed) as categories, {pairs} as pairs, toInt64(count()) as events from {signs} where {events} and (removed != '' or {has_mark})
            group by event, categories, pairs order by events desc, event, categories, pairs limit {{MostShapes}}
            """,
    };

    public static async Task<long> TotalAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        return (await store.QueryAsync(scope.Fill(Total), scope.Parameters, r => r.GetInt64(0), cancellationToken))[0];
    }

    public static async Task<IReadOnlyList<(long Bucket, string Removed, long Events)>> ByTimeAsync(IEventStore store, ReportRequest request, Interval interval, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        var bucket = Buckets.Expression(interval, "time", LocalTime.Of(request.Zone).OffsetsBetween(request.Start, request.End), scope.Parameters);
        return await store.QueryAsync(scope.Fill(ByTime, ("bucket", bucket)), scope.Parameters, r => (r.GetInt64(0), r.GetString(1), r.GetInt64(2)), cancellationToken);
    }

    /// <param name="column">Of <c>events</c>: <c>path</c> or <c>name</c>.</param>
    public static Task<IReadOnlyList<RemovalRow>> ByColumnAsync(IEventStore store, ReportRequest request, string column, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        scope.Parameters.Add(new("limit", (long)request.Limit));
        return store.QueryAsync(scope.Fill(ByColumn, ("label", column)), scope.Parameters,
            r => new RemovalRow(r.GetString(0), r.GetInt64(1)) { Categories = string.Join(',', r.GetString(2).Split(',').Distinct().Order(StringComparer.Ordinal)) }, cancellationToken);
    }

    public static async Task<IReadOnlyList<WithheldShape>> ShapesAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        return await store.QueryAsync(scope.Fill(Shapes, ("pairs", MarkSql.Pairs), ("has_mark", MarkSql.Has)), scope.Parameters,
            r => new WithheldShape(r.GetString(0), WithheldParts.Of(r.GetString(1), r.GetString(2)), r.GetInt64(3)), cancellationToken);
    }
}
