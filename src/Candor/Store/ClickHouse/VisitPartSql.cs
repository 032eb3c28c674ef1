namespace Candor.Store.ClickHouse;

/// <summary>Rows of <c>visit_parts</c> as SQL over signs, and visits put together of such rows.</summary>
static class VisitPartSql
{
    /// <summary>What a part has beside its site, day and version.</summary>
    public static string Columns(VisitColumns columns) =>
        $"edge, visitor, first, last, pageviews, events, engaged_ms, value, people_pageviews, people_events, people_value, bot, entry_rank, exit_rank{columns.Texts(t => t.Visit, "exit_path")}";

    /// <summary>One row for each visit and day of the signs that are meant, with <c>day</c> and <see cref="Columns"/> of <paramref name="columns"/>.</summary>
    /// <param name="where">A condition on signs. Days must be whole in it, for all visitors or for some.</param>
    /// <param name="day">The number of a sign's day, of its column <c>ms</c>.</param>
    /// <param name="edge">Of <c>begun_ms</c> and <c>last_ms</c>.</param>
    public static string Parts(string table, string where, string day, string edge, VisitColumns columns) => $"""
        (select day, edge, visitor, fromUnixTimestamp64Milli(begun_ms, 'UTC') as first, fromUnixTimestamp64Milli(last_ms, 'UTC') as last, views as pageviews, all_events as events,
            engaged as engaged_ms, spent as value, people_pageviews, people_events, people_value, bots as bot, if(edge = 0, 0, entered) as entry_rank, if(edge = 0, 0, left) as exit_rank{columns.Texts(t => $"first_{t.Visit} as {t.Visit}", "last_path as exit_path")}
        from (
            select of_day as day, toUInt8({edge}) as edge, *
            from (
                select r.of_day as of_day, r.visitor as visitor, r.begun as begun_ms, max(r.ms) as last_ms,
                    toInt64(countIf(r.name = 'PageView')) as views, toInt64(countIf(r.name != 'Engagement')) as all_events, toInt64(sum(r.engaged_ms)) as engaged,
                    ifNull(sumIf(r.value, r.name = 'Purchase'), 0) as spent, max(r.bot) as bots, {People("r.")},
                    min({VisitSql.EntryRank}) as entered, max({VisitSql.ExitRank}) as left{columns.Texts(t => $"argMin(r.{t.Sign}, {VisitSql.EntryRank}) as first_{t.Visit}", $"argMax(r.path, {VisitSql.ExitRank}) as last_path")}
                from {Stamped(table, where, day)} r group by r.of_day, r.visitor, r.begun)))
        """;

    /// <summary>What nobody in particular did, as one row with the same columns; none where that is nothing.</summary>
    public static string Nobody(string table, string where, int day) => $"""
        (select toInt32({day}) as day, toUInt8(0) as edge, toUInt64(0) as visitor, min(time) as first, max(time) as last, people_pageviews as pageviews, people_events as events,
            toInt64(0) as engaged_ms, people_value as value, {People("")}, '' as bot, toUInt64(0) as entry_rank, toUInt64(0) as exit_rank{VisitColumns.All.Texts(t => $"'' as {t.Visit}", "'' as exit_path")}
        from {table} where {where} and visitor = 0 having people_events > 0)
        """;

    /// <summary>Visits of parts, with the columns of <see cref="VisitSql.Visits(string, string, string, VisitColumns)"/>.</summary>
    /// <param name="whole">Which rows of visit_parts lie in the range and are visits as they are, unless they have an edge.</param>
    /// <param name="cut">Which rows of visit_parts with an edge may belong to a visit that touches the range.</param>
    /// <param name="open">Parts of days that are not folded, as <see cref="Parts"/>; null for none.</param>
    /// <param name="meant">Whether a part lies in the range, of its <c>day</c>.</param>
    public static string Visits(string whole, string cut, string? open, string meant, VisitColumns columns) => $"""
        (select visitor, first as start, last as "end", pageviews, events, engaged_ms, value, bot, people_pageviews as meant_pageviews, people_events as meant_events, people_value as meant_value{columns.Texts(t => t.Visit, "exit_path")}
        from visit_parts where {whole} and edge = 0 and visitor != 0
        union all
        select of_visitor, started, ended, all_pageviews, all_events, all_engaged, all_value, bots, m_pageviews, m_events, m_value{columns.Texts(t => $"first_{t.Visit}", "last_path")}
        from (
            select p.visitor as of_visitor, min(p.first) as started, max(p.last) as ended, sum(p.pageviews) as all_pageviews, sum(p.events) as all_events, sum(p.engaged_ms) as all_engaged,
                sum(p.value) as all_value, max(p.bot) as bots,
                sumIf(p.people_pageviews, {meant}) as m_pageviews, sumIf(p.people_events, {meant}) as m_events, sumIf(p.people_value, {meant}) as m_value{columns.Texts(t => $"argMin(p.{t.Visit}, p.entry_rank) as first_{t.Visit}", "argMax(p.exit_path, p.exit_rank) as last_path")}
            from (
                select *, max(if(ifNull(first_ms - before > {VisitSql.Gap}, 1), first_ms, -9000000000000000)) over ({ByTime}) as begun from (
                    select *, lagInFrame(toNullable(last_ms)) over ({ByTime} rows between unbounded preceding and current row) as before from (
                        select *, toUnixTimestamp64Milli(first) as first_ms, toUnixTimestamp64Milli(last) as last_ms
                        from (select day, {Columns(columns)} from visit_parts where {cut} and edge != 0{(open is null ? "" : $" union all select day, {Columns(columns)} from {open}")})))) p
            group by p.visitor, p.begun))
        """;

    const string ByTime = "partition by visitor order by first_ms";

    static string Stamped(string table, string where, string day) => $"""
        (select *, max(if(ifNull(ms - before > {VisitSql.Gap}, 1), ms, -9000000000000000)) over (partition by visitor, of_day order by ms) as begun from (
            select *, lagInFrame(toNullable(ms)) over (partition by visitor, of_day order by ms rows between unbounded preceding and current row) as before
            from (select *, toInt32({day}) as of_day from (select *, toUnixTimestamp64Milli(time) as ms from {table} where {where} and visitor != 0))))
        """;

    static string People(string r) =>
        $"toInt64(countIf({r}name = 'PageView' and {r}bot = '')) as people_pageviews, toInt64(countIf({r}name != 'Engagement' and {r}bot = '')) as people_events, toFloat64(ifNull(sumIf({r}value, {r}name = 'Purchase' and {r}bot = ''), 0)) as people_value";
}
