using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Candor.Analyze;
using Candor.Analyze.Rollups;
using Candor.Bench.Table;
using Candor.Store;
using Candor.Store.DuckDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Bench;

/// <summary>
/// Reports over 30 of 60 days, three ways in turns: by hand on a plain table of events, the product's path from request to JSON with
/// roll-ups out of the way, and with them.
/// </summary>
static class ReportBench
{
    const int Small = 1_000_000;

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        var small = await MeasureAsync(options, Small);
        var large = await MeasureAsync(options, options.Events);
        var command = $"./build.sh bench reports --events {options.Events}";
        var panel = large.Where(t => t.Panel.IsOverview).MinBy(t => t.Short / t.Rolled)!;
        return
        [
            Slowest(Questions.ReportsSmall, small, command),
            Slowest(Questions.ReportsLarge, large, command),
            Finding.AtLeast(Questions.Panels, $"{panel.Short:F0} ms", $"{panel.Rolled:F1} ms ({panel.Panel.Name})", panel.Short / panel.Rolled, 20, 100, command),
        ];
    }

    static Finding Slowest(string question, List<Taken> taken, string command)
    {
        var slowest = taken.MaxBy(t => t.Events / t.Same)!;
        return Finding.AtMost(question, $"{slowest.Same:F0} ms", $"{slowest.Events:F0} ms ({slowest.Panel.Name})", slowest.Events / slowest.Same, 1.2, 0.5, command);
    }

    static async Task<List<Taken>> MeasureAsync(BenchOptions options, long events)
    {
        await using var store = DuckDbEventStore.Open(new() { Path = Path.Combine(options.Fresh("report"), "events.duckdb"), MemoryLimit = "6GB", Threads = 2 }, TimeProvider.System);
        await FillAsync(store, events);
        Console.WriteLine("| panel | by hand | all of it by hand | product, events | x all | product, roll-ups | times faster than by hand |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        var all = new List<Taken>();
        foreach (var panel in Panel.All)
        {
            var taken = await MeasureAsync(store, panel, Math.Max(5, options.Rounds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {panel.Name} | {taken.Short:F1} | {taken.Same:F1} | {taken.Events:F1} | {taken.Events / taken.Same:F2} | {taken.Rolled:F1} | {taken.Short / taken.Rolled:F0} |"));
            all.Add(taken);
        }
        return all;
    }

    /// <summary>Turn about, so that a slow minute of the machine meets all alike. The first turn warms up.</summary>
    static async Task<Taken> MeasureAsync(IEventStore store, Panel panel, int rounds)
    {
        var source = new ReportSource(store, new After());
        List<double> brief = [], same = [], events = [], rolled = [];
        byte[] counted = [], answer = [];
        for (var i = 0; i <= rounds; i++)
        {
            await Execute(store, "update rollup_sites set zone = 'away'");
            Add(brief, i, await Time(() => Hand(store, panel.Short)));
            Add(same, i, await Time(() => Hand(store, panel.Same)));
            Add(events, i, await Time(async () => counted = (await panel.Report.AnswerAsync(source, panel.Request, CancellationToken.None)).ToUtf8()));
            await Execute(store, "update rollup_sites set zone = 'UTC'");
            Add(rolled, i, await Time(async () => answer = (await panel.Report.AnswerAsync(source, panel.Request, CancellationToken.None)).ToUtf8()));
        }
        return counted.AsSpan().SequenceEqual(answer)
            ? new(panel, Median(brief), Median(same), Median(events), Median(rolled))
            : throw new BenchException($"{panel.Name}: the roll-ups answer otherwise than the events.");
    }

    static async Task FillAsync(DuckDbEventStore store, long events)
    {
        var clock = Stopwatch.StartNew();
        foreach (var statement in GeneratedTables.Statements(Panel.Site, events))
            await Execute(store, statement);
        var (made, before) = (clock.Elapsed, store.State.BytesOnDisk);
        clock.Restart();
        await new RollupBuilder(store, null!, new After(), NullLogger<RollupBuilder>.Instance).FoldAsync(Panel.Site, TimeZoneInfo.Utc, CancellationToken.None);
        await Hand(store, "checkpoint");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{events:N0} events made in {made.TotalSeconds:F0} s, rolled up in {clock.Elapsed.TotalSeconds:F1} s ({clock.Elapsed.TotalSeconds / 60:F2} s a day, {(double)(store.State.BytesOnDisk - before) / events:F1} bytes an event)"));
    }

    static Task<IReadOnlyList<object>> Hand(IEventStore store, string sql) => store.QueryAsync(new SqlText(sql), [], r => r.GetValue(0), CancellationToken.None);

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

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    static byte[] ToUtf8(this ReportAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer.Value, answer.Json);

    /// <summary>Milliseconds.</summary>
    sealed record Taken(Panel Panel, double Short, double Same, double Events, double Rolled);

    /// <summary>All generated days are over.</summary>
    sealed class After : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
