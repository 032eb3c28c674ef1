using System.Diagnostics;
using Candor.Bench.Servers;
using Candor.Bench.Table;
using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Store.DuckDb;

namespace Candor.Bench;

/// <summary>
/// A funnel and weekly retention, hand-written in DuckDB and in ClickHouse, each on its plain table of the same shop (the random numbers are
/// each engine's own). Candor has no such report yet: what is measured is what those to come have to be compared with.
/// </summary>
static class SequenceBench
{
    const string Range = "ts >= timestamp '2026-09-25' and ts < timestamp '2026-10-25'", Steps = "name in ('ViewContent','AddToCart','InitiateCheckout','Purchase')";

    const string DuckDbFunnel = $"""
        with f as (select visitor_id v, name, ts from hand where {Steps} and {Range}),
        w as (select v, name, ts, max(ts) filter (name='ViewContent') over (partition by v order by ts rows unbounded preceding) s1 from f),
        w2 as (select *, max(s1) filter (name='AddToCart' and ts - s1 <= interval 1 day) over (partition by v order by ts rows unbounded preceding) s2 from w),
        w3 as (select *, max(s2) filter (name='InitiateCheckout' and ts - s2 <= interval 1 day) over (partition by v order by ts rows unbounded preceding) s3 from w2)
        select count(distinct v) filter (name='ViewContent'), count(distinct v) filter (name='AddToCart' and ts - s1 <= interval 1 day), count(distinct v) filter (name='InitiateCheckout' and ts - s2 <= interval 1 day),
            count(distinct v) filter (name='Purchase' and ts - s3 <= interval 1 day) from w3
        """;

    const string ClickHouseFunnel = """
        select l, count() from (select visitor_id, windowFunnel(86400000)(toUInt64(toUnixTimestamp64Milli(ts)), name='ViewContent', name='AddToCart', name='InitiateCheckout', name='Purchase') l
        from hand where name in ('ViewContent','AddToCart','InitiateCheckout','Purchase') and ts >= '2026-09-25' and ts < '2026-10-25' group by visitor_id) group by l order by l
        """;

    const string DuckDbRetention = """
        with a as (select distinct visitor_id v, cast(floor(epoch(ts)/604800) as int) w from hand), f as (select v, min(w) w0 from a group by 1)
        select w0, w-w0 k, count(*) from a join f using (v) where w-w0<8 group by 1,2 order by 1,2
        """;

    const string ClickHouseRetention = """
        select w0, k, count() from (select min(w) over (partition by v) w0, w-w0 k from (select distinct visitor_id v, intDiv(toUnixTimestamp(ts),604800) w from hand)) where k<8 group by w0,k order by w0,k
        """;

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        using var server = await ClickHouseProcess.StartAsync(options.Fresh("clickhouse"));
        await using var clickHouse = ClickHouseEventStore.Open(new ClickHouseOptions { Nodes = [server.Address], Folder = options.Fresh("collector"), Timeout = TimeSpan.FromMinutes(5) }, TimeProvider.System);
        await using var duckDb = DuckDbEventStore.Open(new() { Path = Path.Combine(options.Fresh("sequences"), "events.duckdb"), MemoryLimit = "6GB", Threads = 2 }, TimeProvider.System);
        foreach (var statement in GeneratedTables.Statements(Panel.Site, options.Events).Where(s => !s.Contains("insert into", StringComparison.Ordinal)))
            await duckDb.ExecuteAsync([new SqlStatement(new SqlText(statement))], CancellationToken.None);
        foreach (var statement in GeneratedSigns.Statements(Panel.Site, options.Events).Where(s => !s.Contains("signs", StringComparison.Ordinal)))
            await clickHouse.ExecuteAsync([new SqlStatement(new SqlText(statement))], CancellationToken.None);
        var command = $"./build.sh bench sequences --events {options.Events}";
        return
        [
            await CompareAsync(options, Questions.Funnel, duckDb, DuckDbFunnel, clickHouse, ClickHouseFunnel, 0.4, command),
            await CompareAsync(options, Questions.Retention, duckDb, DuckDbRetention, clickHouse, ClickHouseRetention, 0.15, command),
        ];
    }

    static async Task<Finding> CompareAsync(BenchOptions options, string question, IEventStore duckDb, string ours, IEventStore clickHouse, string theirs, double stretch, string command)
    {
        List<double> mine = [], anchor = [];
        for (var i = 0; i <= options.Rounds; i++)
        {
            var (one, two) = (await Time(duckDb, ours), await Time(clickHouse, theirs));
            if (i == 0)
                continue;
            mine.Add(one);
            anchor.Add(two);
        }

        return Finding.AtMost(question, $"{anchor.Median():F0} ms", $"{mine.Median():F0} ms (SQL by hand in DuckDB)", mine.Median() / anchor.Median(), 1.0, stretch, command);
    }

    static async Task<double> Time(IEventStore store, string sql)
    {
        var start = Stopwatch.GetTimestamp();
        await store.QueryAsync(new SqlText(sql), [], r => r.GetValue(0), CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
