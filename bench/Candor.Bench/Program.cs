using Candor.Bench;
using Candor.Bench.Servers;
using Candor.Bench.Table;

try
{
    switch (args)
    {
        case ["kestrel"]:
            await BareKestrel.RunAsync();
            return 0;
        case ["host", var data, var config, .. var switches]:
            await HostedCandor.RunAsync(data, config, switches);
            return 0;
        case ["journal", .. var rest]:
            await JournalBench.Run(rest);
            return 0;
        case ["load-side", var side, var events, var folder]:
            return await LoadSide.RunAsync(side, int.Parse(events, System.Globalization.CultureInfo.InvariantCulture), folder);
        case ["intake", .. var rest]:
            BenchmarkDotNet.Running.BenchmarkRunner.Run<IntakeBench>(args: rest);
            return 0;
        case ["panels", var file]:
            return await MemoryBench.AskAllAsync(file);
        default:
            return await Measure(args is [var name, ..] && !name.StartsWith('-') ? name : "all", args is [not ['-', ..], ..] ? args[1..] : args);
    }
}
catch (BenchException cannot)
{
    Console.Error.WriteLine(cannot.Message);
    return 3;
}

static async Task<int> Measure(string name, string[] arguments)
{
    var parts = new Dictionary<string, Func<BenchOptions, Task<IReadOnlyList<Finding>>>>
    {
        ["guard"] = options => Task.FromResult(GuardBench.Run(options)),
        ["pixel"] = _ => Task.FromResult(PixelBench.Run()),
        ["collect"] = options => Task.FromResult(CollectBench.Run(options)),
        ["load"] = LoadBench.RunAsync,
        ["visible"] = VisibleBench.RunAsync,
        ["reports"] = ReportBench.RunAsync,
        ["memory"] = MemoryBench.RunAsync,
        ["clickhouse"] = ClickHouseBench.RunAsync,
        ["clickhouse-load"] = ClickHouseLoadBench.RunAsync,
        ["sequences"] = SequenceBench.RunAsync,
        ["audit"] = AuditBench.RunAsync,
    };
    if (name != "all" && !parts.ContainsKey(name))
    {
        Console.Error.WriteLine($"There is no benchmark {name}. Known: all, {string.Join(", ", parts.Keys)}, journal, intake. Options: --seconds N, --rounds N, --dir DIR, --events N.");
        return 2;
    }
    var options = BenchOptions.Read(arguments);
    var failed = 0;
    foreach (var (part, run) in parts.Where(p => name == "all" || p.Key == name))
    {
        Console.WriteLine($"== {part}");
        try
        {
            ResultsTable.Merge(await run(options), Machine.Read(options.Folder));
        }
        catch (BenchException cannot)
        {
            // The other parts are worth having all the same.
            Console.Error.WriteLine($"{part}: {cannot.Message}");
            failed++;
        }
        Directory.Delete(options.Folder, recursive: true);
        Directory.CreateDirectory(options.Folder);
    }
    return failed == 0 ? 0 : 3;
}
