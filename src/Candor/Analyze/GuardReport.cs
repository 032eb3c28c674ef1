using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze;

sealed class GuardReport() : Report<GuardRemovals>("guard", "What did Guard take out before anything was stored?", ReportJson.Readable.GuardRemovals)
{
    static readonly SqlText Totals = new("select count(*), count(*) filter (removed <> '') from events where {events}")
    {
        ClickHouse = "select toInt64(count()), toInt64(countIf(removed != '')) from {signs} where {events}",
    };

    /// <summary>An event with two categories counts in both.</summary>
    static readonly SqlText Categories = new("""
        select label, count(*) as events from (select unnest(list_distinct(string_split(removed, ','))) as label from events where {events} and removed <> '')
        group by 1 order by events desc, label limit $limit
        """)
    {
        ClickHouse = """
            select label, toInt64(count()) as events from (select arrayJoin(arrayDistinct(splitByChar(',', toString(removed)))) as label from {signs} where {events} and removed != '')
            group by label order by events desc, label limit $limit
            """,
    };

    static readonly SqlText ByColumn = new("select {label} as label, count(*) as events from events where {events} and removed <> '' group by 1 order by events desc, label limit $limit")
    {
        ClickHouse = "select toString({label}) as label, toInt64(count()) as events from {signs} where {events} and removed != '' group by label order by events desc, label limit $limit",
    };

    static readonly SqlText ByDay = new("select {day} as day, count(*) from events where {events} and removed <> '' group by 1")
    {
        ClickHouse = "select {day} as day, toInt64(count()) from {signs} where {events} and removed != '' group by day",
    };

    public override async Task<GuardRemovals> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var (scope, zone) = (new ReportScope(request), LocalTime.Of(request.Zone));
        scope.Parameters.Add(new("limit", (long)request.Limit));
        var day = Buckets.Expression(Interval.Day, "time", zone.OffsetsBetween(request.Start, request.End), scope.Parameters);

        Task<IReadOnlyList<RemovalRow>> Rows(SqlText sql) => source.Store.QueryAsync(sql, scope.Parameters, r => new RemovalRow(r.GetString(0), r.GetInt64(1)), cancellationToken);
        var totals = (await source.Store.QueryAsync(scope.Fill(Totals), scope.Parameters, r => (Events: r.GetInt64(0), Redacted: r.GetInt64(1)), cancellationToken))[0];
        var days = (await source.Store.QueryAsync(scope.Fill(ByDay, ("day", day)), scope.Parameters, r => (Key: r.GetInt64(0), Events: r.GetInt64(1)), cancellationToken)).ToDictionary(d => d.Key, d => d.Events);
        return new(totals.Events, totals.Redacted,
            await Rows(scope.Fill(Categories)),
            await Rows(scope.Fill(ByColumn, ("label", "path"))),
            await Rows(scope.Fill(ByColumn, ("label", "name"))),
            [.. Buckets.List(Interval.Day, request.Start, request.End, zone).Select(b => new RemovalRow(b.Label, days.GetValueOrDefault(b.Key)))]);
    }
}
