using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Candor.Bench.Servers;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>
/// How long after its answer an event shows in a report, while requests of ten events come in at half of what one core takes, sent by
/// the clock and not by the answers. Twice a second an event of its own name is sent; the events report is asked over HTTP with a key, again and again.
/// </summary>
sealed class VisibleBench(Uri server, string site, string key, int seconds) : IDisposable
{
    const string Command = "./build.sh bench visible", Marker = "Marker-";

    /// <summary>The published target of PostHog: queryable within 30 s, p95.</summary>
    const double AnchorSeconds = 30;

    static readonly TimeSpan BetweenMarkers = TimeSpan.FromMilliseconds(500), BetweenLooks = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(60);

    readonly HttpClient http = new() { BaseAddress = server, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
    readonly Dictionary<string, long> collected = [];
    readonly Dictionary<string, double> waits = [];

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        Wrk.Require();
        var folder = CandorFolder.Create(options.Fresh("visible"));
        using var keyAnswer = JsonDocument.Parse(folder.Run("key", "add", "--site", folder.Site, "--scope", "read", "--format", "json"));
        var key = keyAnswer.RootElement.GetProperty("key").GetString()!;
        using var server = folder.Serve(out var url);
        StayOffTheServersCore();
        var full = new Subject(server, url, "events.lua", 64, 10, folder.Site);
        full.WarmUp(options.Seconds);
        var tails = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var capacity = full.Measure(options.Seconds).Rate;
            using var bench = new VisibleBench(url, folder.Site, key, Math.Max(10, 2 * options.Seconds));
            tails.Add(await bench.MeasureAsync(capacity / 2, round));
            server.Settle();
        }
        var tail = tails.Median();
        return [Finding.Below(Questions.Visible, "30 s (published)", $"{tail:F2} s at {full.Rate / 2:N0} events/s", tail, 5, 1, "s", Command) with { Ratio = $"{tail / AnchorSeconds:F2} x" }];
    }

    static void StayOffTheServersCore()
    {
        if (OperatingSystem.IsLinux())
            Process.GetCurrentProcess().ProcessorAffinity = 1 << ServerProcess.GeneratorCore;
    }

    async Task<double> MeasureAsync(double eventsPerSecond, int round)
    {
        using var stop = new CancellationTokenSource();
        var load = new OpenLoop(server, site).RunAsync(eventsPerSecond / OpenLoop.Batch, TimeSpan.FromSeconds(seconds), stop.Token);
        var looking = LookAsync(load);
        await MarkAsync(round, load);
        var left = await load;
        await looking;
        var sorted = waits.Values.ToArray();
        Console.WriteLine($"{round + 1} {eventsPerSecond,9:N0} events/s offered, {left:P1} of the requests left out; {sorted.Length} markers, p50 {sorted.Quantile(0.5):F2} s, p95 {sorted.Quantile(0.95):F2} s, longest {sorted.Max():F2} s");
        return sorted.Quantile(0.95);
    }

    async Task MarkAsync(int round, Task load)
    {
        for (var i = 0; !load.IsCompleted; i++)
        {
            await Task.Delay(BetweenMarkers);
            var name = string.Create(CultureInfo.InvariantCulture, $"{Marker}{round}-{i}");
            using var answer = await http.PostAsync("/e", new StringContent($$"""{"site":"{{site}}","id":"{{Guid.CreateVersion7()}}","name":"{{name}}","url":"https://example.org/"}"""));
            answer.EnsureSuccessStatusCode();
            lock (collected)
                collected[name] = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Until the load is over and every marker was seen.</summary>
    async Task LookAsync(Task load)
    {
        long? over = null;
        do
        {
            await Task.Delay(BetweenLooks);
            var seen = await NamesAsync();
            var now = Stopwatch.GetTimestamp();
            lock (collected)
                foreach (var name in seen.Where(n => collected.ContainsKey(n) && !waits.ContainsKey(n)))
                    waits[name] = Stopwatch.GetElapsedTime(collected[name], now).TotalSeconds;
            if (load.IsCompleted)
                over ??= now;
            if (over is { } since && Stopwatch.GetElapsedTime(since) > Patience)
                throw new BenchException($"{collected.Count - waits.Count} of {collected.Count} markers are in no report a minute after the load.");
        }
        while (!load.IsCompleted || waits.Count < collected.Count);
    }

    async Task<IReadOnlyList<string>> NamesAsync()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var answer = await http.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/report/events?site={site}&from={today.AddDays(-1):yyyy-MM-dd}&to={today:yyyy-MM-dd}&search={Marker}&limit=10000"));
        answer.EnsureSuccessStatusCode();
        using var rows = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. rows.RootElement.EnumerateArray().Select(r => r.GetProperty("name").GetString()!)];
    }

    public void Dispose() => http.Dispose();
}
