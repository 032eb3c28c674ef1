using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Candor.Analyze;
using Candor.Analyze.Rollups;
using Candor.Bench.Servers;
using Candor.Bench.Table;
using Candor.Sites;
using Candor.Store;
using Candor.Store.ClickHouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Bench;

/// <summary>
/// Reports over 30 of 60 days in ClickHouse, three ways in turns: by hand on a plain table in which a visit's number is known, the product's
/// path from request to JSON with the visits of days that are over kept, and with none kept.
/// </summary>
static class ClickHouseBench
{
    const int Small = 1_000_000;

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        var small = await MeasureAsync(options, Small);
        var large = await MeasureAsync(options, options.Events);
        var (times, command) = ((double)options.Events / Small, $"./build.sh bench clickhouse --events {options.Events}");
        var slowest = large.Panels.MaxBy(t => t.Kept / t.Same)!;
        var worked = large.Panels.MaxBy(t => t.Worked / t.Same)!;
        var growth = large.Panels.Zip(small.Panels).MaxBy(p => p.First.Kept / p.Second.Kept);
        var most = Math.Round(times);
        return
        [
            Finding.AtMost(Questions.ClickHouseReports, $"{slowest.Same:F0} ms", $"{slowest.Kept:F0} ms ({slowest.Panel.Name})", slowest.Kept / slowest.Same, 1.2, 1.0, command),
            Finding.AtMost(Questions.ClickHouseWorkedOut, $"{worked.Same:F0} ms", $"{worked.Worked:F0} ms ({worked.Panel.Name})", worked.Worked / worked.Same, 1.2, 1.0, command),
            Finding.AtMost(string.Create(CultureInfo.InvariantCulture, $"{Questions.ClickHouseGrowth}, 1e6 to {options.Events:0e0} events"), $"{growth.Second.Kept:F0} ms", $"{growth.First.Kept:F0} ms ({growth.First.Panel.Name})",
                growth.First.Kept / growth.Second.Kept, most, most / 5, command),
            Finding.Below(Questions.ClickHouseBytes, $"{large.HandBytes:F1} B, plain table", $"{large.Bytes:F1} B", large.Bytes, 65, 45, "B", command),
        ];
    }

    static async Task<Measured> MeasureAsync(BenchOptions options, long events)
    {
        using var server = await ClickHouseProcess.StartAsync(options.Fresh("clickhouse"));
        await using var store = ClickHouseEventStore.Open(
            new ClickHouseOptions { Nodes = [server.Address], Folder = options.Fresh("collector"), Timeout = TimeSpan.FromMinutes(5) }, TimeProvider.System);
        await FillAsync(store, events);
        var (bytes, hand) = (await BytesAsync(store, "'signs', 'visit_parts'"), await BytesAsync(store, "'hand'"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / events:F1} bytes an event, by hand {(double)hand / events:F1}"));
        Console.WriteLine("| panel | by hand | all of it by hand | product | x all | product, no visits kept | x all |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var all = new List<Taken>();
        foreach (var panel in ClickHousePanels.All)
        {
            var taken = await MeasureAsync(store, panel, Math.Max(3, options.Rounds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {panel.Name} | {taken.Brief:F1} | {taken.Same:F1} | {taken.Kept:F1} | {taken.Kept / taken.Same:F2} | {taken.Worked:F1} | {taken.Worked / taken.Same:F2} |"));
            all.Add(taken);
        }

        return new(all, (double)bytes / events, (double)hand / events);
    }

    /// <summary>Turn about, so that a slow minute of the machine meets all alike. The first turn warms up.</summary>
    static async Task<Taken> MeasureAsync(IEventStore store, Panel panel, int rounds)
    {
        var source = new ReportSource(store, new After())
        {
            Goals = (site, _) => Task.FromResult<IReadOnlyList<GoalInfo>>([new(1, site, "Sale", "Purchase", null), new(2, site, "Lead", "Lead", null)]),
        };
        List<double> brief = [], same = [], kept = [], worked = [];
        byte[] answer = [], counted = [];
        for (var i = 0; i <= rounds; i++)
        {
            Add(brief, i, await Time(() => Hand(store, panel.Short)));
            Add(same, i, await Time(() => Hand(store, panel.Same)));
            Add(kept, i, await Time(async () => answer = await AskAsync(source, panel)));
            if (i > 1)
                continue; // It takes long, and only tells what keeping visits is for.
            await Execute(store, "rename table visit_days to visit_days_away, visit_days_none to visit_days");
            Add(worked, i, await Time(async () => counted = await AskAsync(source, panel)));
            await Execute(store, "rename table visit_days to visit_days_none, visit_days_away to visit_days");
        }

        return counted.AsSpan().SequenceEqual(answer)
            ? new(panel, brief.Median(), same.Median(), kept.Median(), worked.Median())
            : throw new BenchException($"{panel.Name}: kept visits answer otherwise than events.");
    }

    static async Task FillAsync(ClickHouseEventStore store, long events)
    {
        var clock = Stopwatch.StartNew();
        foreach (var statement in GeneratedSigns.Statements(Panel.Site, events))
            await Execute(store, statement);
        var made = clock.Elapsed;
        clock.Restart();
        await new VisitDayBuilder(store, null!, new After(), NullLogger<VisitDayBuilder>.Instance).FoldAsync(Panel.Site, TimeZoneInfo.Utc, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{events:N0} events made in {made.TotalSeconds:F0} s, visits of 60 days kept in {clock.Elapsed.TotalSeconds:F1} s"));
        await Execute(store, "optimize table visit_parts final");
        await Execute(store, "create table visit_days_none as visit_days");
    }

    static async Task<byte[]> AskAsync(ReportSource source, Panel panel)
    {
        var answer = await panel.Report.AnswerAsync(source, panel.Request, CancellationToken.None);
        return JsonSerializer.SerializeToUtf8Bytes(answer.Value, answer.Json);
    }

    static async Task<long> BytesAsync(ClickHouseEventStore store, string tables) => (await store.QueryAsync(
        new SqlText("") { ClickHouse = $"select toInt64(sum(bytes_on_disk)) from system.parts where active and database = currentDatabase() and table in ({tables})" }, [], r => r.GetInt64(0), CancellationToken.None))[0];

    static Task<IReadOnlyList<object>> Hand(IEventStore store, string sql) => store.QueryAsync(new SqlText("") { ClickHouse = sql }, [], r => r.GetValue(0), CancellationToken.None);

    static Task Execute(IEventStore store, string sql) => store.ExecuteAsync([new SqlStatement(new SqlText(sql))], CancellationToken.None);

    static async Task<double> Time<T>(Func<Task<T>> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    static void Add(List<double> times, int round, double time)
    {
        if (round > 0)
            times.Add(time);
    }

    /// <summary>Milliseconds.</summary>
    sealed record Taken(Panel Panel, double Brief, double Same, double Kept, double Worked);

    /// <summary>Bytes are an event's.</summary>
    sealed record Measured(List<Taken> Panels, double Bytes, double HandBytes);

    /// <summary>All generated days are over.</summary>
    sealed class After : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
