using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>Rolls one day of a site up: counts it once more as the reports do, and writes the counts in place of the old ones.</summary>
sealed class DayFold(IEventStore store, string site, TimeZoneInfo zone, DateOnly day)
{
    static readonly SqlText NumberNew = new("""
        insert into rollup_visitors
        select $site, visitor, (select next from rollup_sites where site = $site) + row_number() over () - 1
        from (select distinct visitor from events where {events} and visitor <> 0) where visitor not in (select visitor from rollup_visitors where site = $site)
        """);

    static readonly SqlText MoveNext = new("update rollup_sites set next = (select max(number) + 1 from rollup_visitors where site = $site) where site = $site and exists (select 1 from rollup_visitors where site = $site and number >= next)");

    static readonly SqlText Done = new("delete from rollup_dirty where site = $site and day = $day");

    readonly ReportRequest request = new() { Site = site, Zone = zone, Range = new DateRange(day, day), Filters = [] };
    readonly List<SqlStatement> statements = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        await store.ExecuteAsync([new(scope.Fill(NumberNew), scope.Parameters), new(MoveNext, new SqlParameter("site", site))], cancellationToken);

        SqlParameter[] key = [new("site", site), new("day", Days.Number(day))];
        statements.AddRange(RollupColumns.All.Select(c => new SqlStatement(new SqlText($"delete from {c.Table} where site = $site and day = $day"), key)));
        await AddAsync(RolledTotals.Report, RollupColumns.Values, RolledTotals.Members, [new("", await OverviewReport.CountAsync(store, request, cancellationToken))], cancellationToken);
        foreach (var report in Reports.Breakdowns.Where(r => r.Members is not null))
            await AddAsync(report.Name, report.Columns, report.Members!, await report.CountAsync(store, request, new ReportScope(request), "", cancellationToken), cancellationToken);
        statements.Add(new(Done, key));
        await store.ExecuteAsync(statements, cancellationToken);
    }

    async Task AddAsync(string report, RollupColumns columns, SqlText members, IReadOnlyList<NamedTally> rows, CancellationToken cancellationToken)
    {
        var found = await OpenMembers.FindAsync(store, new ReportScope(request), members, null, cancellationToken);
        // Whoever asks for a few rows asks for these: their rank finds them, and together they are read at once.
        rows = [.. rows.Where(r => r.Tally != default).OrderByDescending(r => r.Tally.Visitors)];
        if (rows.Count == 0)
            return;
        List<SqlParameter> parameters =
        [
            new("site", site), new("day", Days.Number(day)), new("report", report), new("rank", Enumerable.Range(0, rows.Count).ToList()), new("name", rows.Select(r => r.Name).ToList()), new("members", rows.Select(r => Encoded(found[r.Name].Numbers)).ToList()),
            new("visitors", Column(rows, t => t.Visitors)), new("pageviews", Column(rows, t => t.Pageviews)), new("events", Column(rows, t => t.Events)),
        ];
        if (columns.OfSessions)
            parameters.AddRange([
                new("sessions", Column(rows, t => t.Sessions)), new("bounces", Column(rows, t => t.Bounces)), new("session_ms", Column(rows, t => t.SessionMs)),
                new("engaged_ms", Column(rows, t => t.EngagedMs)), new("value", Column(rows, t => t.Value)), new("session_views", Column(rows, t => t.SessionViews))]);
        var lists = string.Join(", ", parameters.Skip(3).Select(p => $"unnest(${p.Name}) as {p.Name}"));
        statements.Add(new(new SqlText($"insert into {columns.Table} by name select $site as site, $day as day, $report as report, {lists}"), parameters));
    }

    static List<T> Column<T>(IReadOnlyList<NamedTally> rows, Func<Tally, T> member) => [.. rows.Select(r => member(r.Tally))];

    static byte[] Encoded(IReadOnlyList<uint> numbers)
    {
        uint[] sorted = [.. numbers];
        Array.Sort(sorted);
        return VisitorSet.Encode(sorted);
    }
}
