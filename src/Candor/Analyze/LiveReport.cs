using System.Data.Common;
using Candor.Analyze.Filters;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Looks back from now and ignores the request's dates.</summary>
sealed class LiveReport() : Report<Live>("live", "Who is here now?", ReportJson.Readable.Live)
{
    const int MostRows = 100;

    static readonly SqlText Visitors = new("select count(distinct visitor) filter (visitor <> 0 and time >= $recent), count(distinct visitor) filter (visitor <> 0) from events where {events}")
    {
        ClickHouse = $$"""select toInt64(uniqExactIf(visitor, visitor != 0 and time >= $recent)), {{Counted.VisitorsInClickHouse}} from {signs} where {events}""",
    };

    static readonly SqlText Minutes = new("""
        select epoch_ms(time) // 60000 as minute, count(distinct visitor) filter (visitor <> 0), count(*) filter (name = 'PageView'), count(*) from events where {events} group by 1
        """)
    {
        ClickHouse = $$"""
            select toInt64(intDiv(toUnixTimestamp64Milli(time), 60000)) as minute, {{Counted.VisitorsInClickHouse}}, {{Counted.PageviewsInClickHouse}}, {{Counted.EventsInClickHouse}}
            from {signs} where {events} group by minute
            """,
    };

    static readonly SqlText ByColumn = new("""
        select {label} as label, count(distinct visitor) filter (visitor <> 0) as visitors, count(*) filter (name = 'PageView'), count(*) as events
        from events where {events} group by 1 order by visitors desc, events desc, label limit $limit
        """)
    {
        ClickHouse = $$"""
            select toString({label}) as label, {{Counted.VisitorsInClickHouse}} as visitors, {{Counted.PageviewsInClickHouse}}, {{Counted.EventsInClickHouse}} as events
            from {signs} where {events} group by label order by visitors desc, events desc, label limit $limit
            """,
    };

    /// <summary>A visit may have begun before the half hour: its source comes from its session.</summary>
    static readonly SqlText BySource = new("""
        with meant as (select session, visitor, name from events where {events})
        select source as label, count(distinct m.visitor) as visitors, count(*) filter (name = 'PageView'), count(*) as events
        from meant m join (select id, source from sessions where site = $site and start < $to and "end" >= $from) s on s.id = m.session
        group by 1 order by visitors desc, events desc, label limit $limit
        """)
    {
        ClickHouse = """
            select * from (
                select toString(source) as label, toInt64(uniqExact(visitor)) as visitors, sum(meant_pageviews) as pageviews, sum(meant_events) as events
                from {visits} where {meant_visits} group by label)
            order by visitors desc, events desc, label limit $limit
            """,
    };

    static readonly SqlText Newest = new("select time, name, path, country, device, browser from events where {events} order by time desc, id limit $limit")
    {
        ClickHouse = "select time, toString(name), path, toString(country), toString(device), toString(browser) from {signs} where {events} order by time desc, toString(id) limit $limit",
    };

    public override async Task<Live> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var now = source.Clock.GetUtcNow().UtcDateTime;
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        // The end is open a little: a sender's clock may be ahead of ours.
        var scope = new ReportScope(request.Site, minute.AddMinutes(-29), now.AddMinutes(1), request.Filters);
        scope.Parameters.Add(new("recent", now.AddMinutes(-5)));
        scope.Parameters.Add(new("limit", (long)Math.Min(request.Limit, MostRows)));

        Task<IReadOnlyList<T>> Ask<T>(SqlText sql, Func<DbDataReader, T> row) => source.Store.QueryAsync(sql, scope.Parameters, row, cancellationToken);
        var visitors = (await Ask(scope.Fill(Visitors), r => (Now: r.GetInt64(0), All: r.GetInt64(1))))[0];
        var minutes = (await Ask(scope.Fill(Minutes), r => (Key: r.GetInt64(0), Visitors: r.GetInt64(1), Pageviews: r.GetInt64(2), Events: r.GetInt64(3)))).ToDictionary(m => m.Key);
        return new(visitors.Now, visitors.All,
            [.. Enumerable.Range(-29, 30).Select(i => minute.AddMinutes(i)).Select(t => Minute(t, minutes.GetValueOrDefault((t - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute)))],
            await Ask(scope.Fill(ByColumn, ("label", Dimensions.Page.Event!)), Row),
            await Ask(scope.Fill(BySource), Row),
            await Ask(scope.Fill(ByColumn, ("label", Dimensions.Country.Event!)), Row),
            await Ask(scope.Fill(Newest), r => new LiveEvent(new(r.GetDateTime(0), TimeSpan.Zero), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5))));
    }

    static LiveMinute Minute(DateTime time, (long Key, long Visitors, long Pageviews, long Events) counted) =>
        new(new(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.Zero), counted.Visitors, counted.Pageviews, counted.Events);

    static BreakdownRow Row(DbDataReader r) => new(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3));
}
