using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candor.Audit.Hosts;
using Candor.Audit.Hosts.Lists;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>Reading a recording of 100 MB with the program as it is started by hand, and a list decision beside @ghostery/adblocker on the same addresses.</summary>
static class AuditBench
{
    const string Command = "./build.sh bench audit";
    const long Bytes = 100_000_000;

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        var file = Path.Combine(options.Folder, "visit.har");
        Write(file);
        var runs = new List<(double Seconds, double Megabytes)>();
        for (var round = 0; round < options.Rounds; round++)
            runs.Add(await ReadAsync(file));
        var seconds = runs.Select(r => r.Seconds).Order().ElementAt(runs.Count / 2);
        var peak = runs.Max(r => r.Megabytes);
        var (ours, theirs, ourParse, theirParse) = await DecideAsync();
        return
        [
            Finding.Below(Questions.AuditRecording, "-", string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s ({Bytes / 1e6 / seconds:0} MB/s)"), seconds, 3, 1.5, "s", Command),
            Finding.Below(Questions.AuditMemory, "-", string.Create(CultureInfo.InvariantCulture, $"{peak:0} MiB"), peak, 200, 120, "MiB", Command),
            Finding.Below(Questions.ListDecision, string.Create(CultureInfo.InvariantCulture, $"@ghostery/adblocker {theirs:0.0} us"), string.Create(CultureInfo.InvariantCulture, $"{ours:0.00} us"), ours, 3, 1, "us", Command),
            Finding.Below(Questions.ListParse, string.Create(CultureInfo.InvariantCulture, $"@ghostery/adblocker {theirParse:0} ms"), string.Create(CultureInfo.InvariantCulture, $"{ourParse:0} ms"), ourParse, 150, 75, "ms", Command),
        ];
    }

    /// <summary>A tenth of it messages to trackers and others, the rest bodies of answers, as recordings are.</summary>
    static void Write(string path)
    {
        var random = new Random(3);
        using var output = File.Create(path);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartObject("log");
        json.WriteStartArray("entries");
        for (var number = 0; output.Position + json.BytesPending < Bytes; number++)
        {
            Entry(number, random).WriteTo(json);
            json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static JsonObject Entry(int number, Random random) => new()
    {
        ["startedDateTime"] = "2026-11-25T08:00:00.000Z",
        ["pageref"] = "page_1",
        ["_resourceType"] = number % 50 == 0 ? "document" : "image",
        ["request"] = new JsonObject
        {
            ["method"] = "GET", ["url"] = number % 50 == 0 ? $"https://www.example.org/page/{number / 50}" : Address(number, random),
            ["headers"] = new JsonArray(new JsonObject { ["name"] = "Referer", ["value"] = "https://www.example.org/" }, new JsonObject { ["name"] = "User-Agent", ["value"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/146.0.0.0 Safari/537.36" }),
        },
        ["response"] = new JsonObject { ["status"] = 200, ["headers"] = new JsonArray(), ["content"] = new JsonObject { ["mimeType"] = "text/javascript", ["text"] = new string((char)('a' + number % 26), random.Next(100, 60_000)) } },
    };

    static string Address(int number, Random random) => (number % 5) switch
    {
        0 => $"https://www.facebook.com/tr/?id=123&ev=PageView&dl=https%3A%2F%2Fwww.example.org%2Fpage%2F{number / 50}&ts={number}&ec={number}&sw=1440&sh=900&v=2.9.241",
        1 => $"https://www.google-analytics.com/g/collect?v=2&tid=G-ABC&cid=1.2&_p={number}&_s=1&en=page_view&dl=https%3A%2F%2Fwww.example.org%2Fpage%2F{number / 50}&dt=Page",
        2 => $"https://cdn.example.net/assets/chunk-{random.Next():x}.js?v={number}",
        3 => $"https://www.example.org/api/items?page={number}",
        _ => $"https://unknown{number % 40}.example.com/i.gif?k={random.Next():x}&n={number}",
    };

    static async Task<(double Seconds, double Megabytes)> ReadAsync(string file)
    {
        var clock = Stopwatch.StartNew();
        using var candor = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "candor"), ["audit", file, "--format", "json"]) { RedirectStandardOutput = true })
            ?? throw new BenchException("candor could not be started.");
        var output = candor.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        while (!candor.HasExited)
        {
            peak = Math.Max(peak, PeakOf(candor.Id));
            await Task.Delay(20);
        }
        await output;
        return candor.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, peak) : throw new BenchException($"candor audit exited with {candor.ExitCode}.");
    }

    /// <summary>Resident memory at its highest so far, in MiB.</summary>
    static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    static async Task<(double Ours, double Theirs, double OurParse, double TheirParse)> DecideAsync()
    {
        var path = Path.Combine(ListFile.Folder, "easyprivacy.txt");
        var text = await File.ReadAllTextAsync(path);
        var random = new Random(5);
        var urls = Enumerable.Range(0, 3000).Select(i => Address(i, random)).ToList();
        var list = FilterList.Parse(text);
        var parse = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var clock = Stopwatch.StartNew();
            list = FilterList.Parse(text);
            parse.Add(clock.Elapsed.TotalMilliseconds);
        }
        var times = new List<double>();
        for (var round = 0; round < 12; round++)
        {
            var clock = Stopwatch.StartNew();
            foreach (var url in urls)
                list.Find(url, "www.example.org", RequestKinds.Image, thirdParty: true);
            times.Add(clock.Elapsed.TotalMicroseconds / urls.Count);
        }
        var (theirs, theirParse) = await TheirsAsync(path, urls);
        return (times.TakeLast(5).Order().ElementAt(2), theirs, parse.Order().ElementAt(2), theirParse);
    }

    static async Task<(double Microseconds, double Parse)> TheirsAsync(string list, List<string> urls)
    {
        var script = Path.Combine(ResultsTable.Root(), "test/Candor.Tests/Audit/Hosts/Lists/oracle.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, list, "time"]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = ResultsTable.Root() })
            ?? throw new BenchException("node could not be started.");
        foreach (var url in urls)
            await node.StandardInput.WriteLineAsync($"image\thttps://www.example.org/\t{url}");
        node.StandardInput.Close();
        var answer = JsonDocument.Parse(await node.StandardOutput.ReadToEndAsync()).RootElement;
        return (answer.GetProperty("us").GetDouble(), answer.GetProperty("parse_ms").GetDouble());
    }
}
