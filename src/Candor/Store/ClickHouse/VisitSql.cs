using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Visits as SQL over <c>signs</c>, worked out when they are asked for. So they are the same whichever collector an event reached, and
/// no collector has to know of another one's events.
/// </summary>
static class VisitSql
{
    public static string Gap { get; } = Session.Gap.ToString(CultureInfo.InvariantCulture);

    // Rows of nobody are each alone: as one visitor they would be sorted by one thread.
    const string Visitor = "partition by if(visitor = 0, sequence, visitor) order by ms";

    /// <summary>The view <c>sessions</c>: every visit of every site, of rows of one instant the one whose texts are first.</summary>
    public static string Sessions => $"""
        select site, id, visitor, start, "end", pageviews, events, engaged_ms, value, entry_host, entry_path, exit_path, referrer, source, channel,
            utm_source, utm_medium, utm_campaign, utm_term, utm_content, country, region, device, browser, os, language, bot
        from {Visits("signs_kept", "1", "0", VisitColumns.All,
            $", min(({Class}, r.ms, {string.Join(", ", VisitColumns.All.Entry.Select(t => $"toString(r.{t.Sign})"))})) as entry, {string.Join(", ", VisitColumns.All.Entry.Select((t, i) => $"tupleElement(entry, {i + 3}) as first_{t.Visit}"))}, tupleElement(max((2 - {Class}, r.ms, r.path)), 3) as exit_path")}
        """;

    /// <summary>Rows of signs with <c>begun</c>, the millisecond at which their visit begins, and <c>session</c>, its number. A visit that goes on outside of the condition is cut.</summary>
    /// <remarks>Two rows of one instant get the same beginning, since a window ordered by time has its current row's peers in it.</remarks>
    /// <param name="columns">Of signs, those that are wanted: a server resolves each anew in every layer. Visitor, sequence and, for <c>time</c> in what is asked, time among them.</param>
    public static string Stamped(string table, string where, string columns) => $"""
        (select *, if(visitor = 0, 0, cityHash64(visitor, begun)) as session from (
            select *, max(if(ifNull(ms - before > {Gap}, 1), ms, -9000000000000000)) over ({Visitor}) as begun from (
                select *, lagInFrame(toNullable(ms)) over ({Visitor} rows between unbounded preceding and current row) as before
                from (select {columns}, toUnixTimestamp64Milli(time) as ms from {table} where {where}))))
        """;

    /// <summary>One row a visit, with the columns of DuckDB's table of sessions, and how much of it is meant.</summary>
    /// <remarks>
    /// One number finds the row that describes it: class, then time, then the record's place in its journal. To compare the texts of rows of one
    /// instant as DuckDB's loader does takes many times as long, since all of them must be read and sorted; only the view <c>sessions</c> does so.
    /// </remarks>
    /// <param name="meant">A condition on a row of signs.</param>
    /// <param name="columns">Those that are wanted.</param>
    public static string Visits(string table, string where, string meant, VisitColumns columns) => Visits(table, where, meant, columns,
        columns.Texts(t => $"argMin(r.{t.Sign}, {EntryRank}) as first_{t.Visit}", $"argMax(r.path, {ExitRank}) as exit_path"));

    static string Visits(string table, string where, string meant, VisitColumns columns, string described)
    {
        string If(string column, string sql) => columns.Has(column) ? ", " + sql : "";
        return $"""
            (select visitor, fromUnixTimestamp64Milli(begun, 'UTC') as start, last as "end"{If("site", "of_site as site")}{If("id", "cityHash64(visitor, begun) as id")}
                {If("pageviews", "pageviews")}{If("events", "events")}{If("engaged_ms", "engaged as engaged_ms")}{If("value", "spent as value")}{If("bot", "bots as bot")}
                {If("meant_pageviews", "meant_pageviews")}{If("meant_events", "meant_events")}{If("meant_value", "meant_value")}{columns.Texts(t => $"toString(first_{t.Visit}) as {t.Visit}", "exit_path")}
            from (
                select r.visitor as visitor, r.begun as begun, max(r.time) as last{If("site", "any(r.site) as of_site")}
                    {If("pageviews", "toInt64(countIf(r.name = 'PageView')) as pageviews")}{If("events", "toInt64(countIf(r.name != 'Engagement')) as events")}
                    {If("engaged_ms", "toInt64(sum(r.engaged_ms)) as engaged")}{If("value", "ifNull(sumIf(r.value, r.name = 'Purchase'), 0) as spent")}{If("bot", "max(r.bot) as bots")}
                    {If("meant_pageviews", $"toInt64(countIf(r.name = 'PageView' and {meant})) as meant_pageviews")}{If("meant_events", $"toInt64(countIf({meant})) as meant_events")}
                    {If("meant_value", $"ifNull(sumIf(r.value, r.name = 'Purchase' and {meant}), 0) as meant_value")}{described}
                from {Stamped(table, $"{where} and visitor != 0", SignRows.NamedIn(meant + columns.Texts(t => t.Sign, "path"), "site", "time", "name", "visitor", "sequence", "value", "bot", "engaged_ms"))} r group by r.visitor, r.begun))
            """;
    }

    const string Class = "multiIf(r.name = 'PageView', 0, r.name = 'Engagement', 2, 1)";

    const string Bits20 = "1048576", Bits42 = "4398046511104";

    /// <summary>Of a row of <see cref="Stamped"/> called r: the one with the least describes its visit.</summary>
    public const string EntryRank = $"(toUInt64({Class} * {Bits42} + {Ms}) * {Bits20} + r.sequence % {Bits20})";

    /// <summary>The one with the most ends it.</summary>
    public const string ExitRank = $"(toUInt64((2 - {Class}) * {Bits42} + {Ms}) * {Bits20} + r.sequence % {Bits20})";

    /// <summary>42 bits: until the year 2109.</summary>
    const string Ms = $"greatest(0, least(r.ms, {Bits42} - 1))";
}
