using Candor.Analyze.Filters;
using Candor.Analyze.Rollups;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>By something that a visit has: where it came from, where it began and ended.</summary>
sealed class SessionBreakdown(string name, string question, Dimension dimension, bool rollUp = false) : Breakdown(name, question)
{
    const string Grouped = """
        select label, count(distinct visitor) as visitors, sum(pageviews)::bigint as pageviews, sum(events)::bigint as events,
            sum(begun)::bigint as sessions, coalesce(sum(begun) filter (bounced), 0)::bigint as bounces,
            sum(session_ms)::double as session_ms, sum(engaged)::double as engaged_ms, sum(value)::double as value,
            bounces / greatest(sessions, 1) as bounce_rate, sum(session_ms) / greatest(sessions, 1) as session_seconds, sum(engaged) / greatest(sessions, 1) as engaged_seconds
        from part group by 1
        """;

    /// <summary>One reading gives each visit's own counters and those of its events that are meant.</summary>
    const string InClickHouse = """
        select * from (
            select toString({label}) as label, toInt64(uniqExactIf(visitor, meant_events > 0)) as visitors, sum(meant_pageviews) as pageviews, sum(meant_events) as events,
                toInt64(countIf(start >= $from)) as sessions, toInt64(countIf(start >= $from and pageviews = 1 and events = 1)) as bounces,
                toFloat64(sumIf(toUnixTimestamp64Milli("end") - toUnixTimestamp64Milli(start), start >= $from)) as session_ms, toFloat64(sumIf(engaged_ms, start >= $from)) as engaged_ms,
                toFloat64(sum(meant_value)) as value, bounces / greatest(sessions, 1) as bounce_rate, session_ms / greatest(sessions, 1) as session_seconds,
                toFloat64(sumIf(engaged_ms, start >= $from)) / greatest(sessions, 1) as engaged_seconds
            from {visits} where {touching} group by label)
        {page}
        """;

    /// <summary>From the sessions' own counters, and from events for the sessions that cross a border.</summary>
    static readonly SqlText FromSessions = new($$"""
        with touching as (select {label} as label, *, start >= $from and "end" < $to as whole from sessions where {touching}),
        part as (
            select label, case when whole then visitor end as visitor, 1 as begun, pageviews = 1 and events = 1 as bounced,
                date_diff('millisecond', start, "end") as session_ms, engaged_ms as engaged,
                case when whole then pageviews else 0 end as pageviews, case when whole then events else 0 end as events, case when whole then value else 0 end as value
            from touching where start >= $from
            union all
            select label, e.visitor, 0, false, 0, 0, case when name = 'PageView' then 1 else 0 end, 1, case when name = 'Purchase' then coalesce(e.value, 0) else 0 end
            from (select session, visitor, name, value from events where site = $site and time >= $from and time <= $head and time < $to
                union all select session, visitor, name, value from events where site = $site and time >= $tail and time > $head and time < $to) e
            join (select label, id from touching where not whole) t on t.id = e.session)
        select * from ({{Grouped}}) {page}
        """)
    {
        ClickHouse = InClickHouse,
    };

    /// <summary>From the events that are meant, gathered by session first: joining every event costs three times as much.</summary>
    static readonly SqlText FromEvents = new($$"""
        with meant as (
            select session, any_value(visitor) as visitor, count(*) filter (name = 'PageView') as pageviews, count(*) as events, coalesce(sum(value) filter (name = 'Purchase'), 0) as value
            from events where {events} group by 1),
        part as (
            select {label} as label, m.visitor, case when start >= $from then 1 else 0 end as begun, s.pageviews = 1 and s.events = 1 as bounced,
                case when start >= $from then date_diff('millisecond', start, "end") else 0 end as session_ms, case when start >= $from then engaged_ms else 0 end as engaged,
                m.pageviews, m.events, m.value
            from meant m join (select * from sessions where site = $site and start < $to and "end" >= $from) s on s.id = m.session)
        select * from ({{Grouped}}) {page}
        """)
    {
        ClickHouse = InClickHouse,
    };

    public override Dimension Dimension => dimension;

    public override SqlText? Members { get; } = !rollUp ? null : new($$"""
        select distinct {{dimension.Session}} as label, visitor
        from (select distinct session, visitor from events where {events}) join (select id, {{dimension.Session}} from sessions where site = $site and start < $to and "end" >= $from) on id = session
        """);

    public override bool Has(string column) => column is not ("conversions" or "rate");

    public override BreakdownRow Row(NamedTally counted)
    {
        var tally = counted.Tally;
        return new(counted.Name, tally.Visitors, tally.Pageviews, tally.Events)
        {
            Sessions = tally.Sessions,
            BounceRate = Numbers.Rate(tally.Bounces, tally.Sessions),
            SessionSeconds = Numbers.Mean(tally.SessionMs / 1000, tally.Sessions),
            EngagedSeconds = Numbers.Mean(tally.EngagedMs / 1000, tally.Sessions),
            Value = Numbers.Finite(tally.Value),
        };
    }

    public override async Task<IReadOnlyList<NamedTally>> CountAsync(IEventStore store, ReportRequest request, ReportScope scope, SqlText page, CancellationToken cancellationToken)
    {
        scope.Days = await VisitDayPlan.FindAsync(store, request, cancellationToken);
        if (!scope.AsksEvents)
        {
            var edges = await SessionEdges.FindAsync(store, scope, cancellationToken);
            scope.Parameters.Add(new("head", edges.Head));
            scope.Parameters.Add(new("tail", edges.Tail));
        }
        var sql = scope.Fill(scope.AsksEvents ? FromEvents : FromSessions, ("label", dimension.Session!), ("page", page));
        return await store.QueryAsync(sql, scope.Parameters, NamedTally.Read, cancellationToken);
    }
}
