using Candor.Bench.Servers;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>
/// Collecting over HTTP on one core: nginx's logging pixel, a bare Kestrel, the real program (<c>candor serve</c>, loader running), the
/// same server without its loader, and without fsync as well. All are started and warm before the first turn.
/// </summary>
sealed class CollectBench
{
    const string Command = "./build.sh bench collect", Events = "events.lua";

    readonly BenchOptions options;
    readonly string nginxFolder;
    readonly string diskFolder;
    readonly Subject nginx, kestrel, single, tens, alone, tensAlone, loose, eight;
    readonly List<double> syncs = [];

    CollectBench(BenchOptions options, ServerSet servers)
    {
        this.options = options;
        nginxFolder = options.Fresh("nginx");
        nginx = new Subject(servers.Add(NginxPixel.Start(nginxFolder, out var url)), url, "image.lua", 256, 1, "");
        kestrel = new Subject(servers.Add(BareKestrel.Start(out url)), url, Events, 256, 1, "s_8f3kq2m4x7ab");
        var folder = CandorFolder.Create(diskFolder = options.Fresh("candor"));
        single = new Subject(servers.Add(folder.Serve(out url)), url, Events, 256, 1, folder.Site);
        tens = single.With(64, 10);
        var bare = CandorFolder.Create(options.Fresh("alone"));
        alone = new Subject(servers.Add(bare.Host(out url, "--no-loader")), url, Events, 256, 1, bare.Site);
        tensAlone = alone.With(64, 10);
        eight = alone.With(8, 1);
        var unsynced = CandorFolder.Create(options.Fresh("no-fsync"));
        loose = new Subject(servers.Add(unsynced.Host(out url, "--no-loader", "--no-fsync")), url, Events, 256, 1, unsynced.Site);
    }

    public static IReadOnlyList<Finding> Run(BenchOptions options)
    {
        Wrk.Require();
        using var servers = new ServerSet();
        var bench = new CollectBench(options, servers);
        foreach (var subject in (IEnumerable<Subject>)[bench.nginx, bench.kestrel, bench.single, bench.tens, bench.alone, bench.tensAlone, bench.loose])
            subject.WarmUp(Math.Min(options.Seconds, 4));
        for (var round = 0; round < options.Rounds; round++)
            bench.Round(round);
        return [.. bench.Findings(), .. PeerBench.Run(options, bench.single.CpuInAll)];
    }

    void Round(int round)
    {
        foreach (var (name, subject) in (IEnumerable<(string, Subject)>)
            [("nginx pixel", nginx), ("candor", single), ("alone", alone), ("no fsync", loose), ("kestrel 204", kestrel), ("candor x10", tens), ("alone x10", tensAlone), ("alone, 8", eight)])
        {
            var run = subject.Measure(options.Seconds);
            Console.WriteLine($"{round + 1} {name,-12} {run.Rate,9:N0} events/s  {run.Cpu,6:F1} CPU-us, in all {run.CpuInAll,6:F1}  p50 {run.P50,6:F2} ms  p99 {run.P99,6:F2} ms");
            NginxPixel.EmptyLog(nginxFolder);
        }
        syncs.Add(DiskSync.Measure(diskFolder, TimeSpan.FromSeconds(1)));
        Console.WriteLine($"{round + 1} fsync        {syncs[^1]:F3} ms");
    }

    IEnumerable<Finding> Findings()
    {
        var pixel = $"{nginx.Rate:N0}/s";
        yield return Finding.AtLeast(Questions.Single, pixel, $"{single.Rate:N0}/s", single.Rate / nginx.Rate, 0.30, 0.45, Command);
        yield return Finding.AtLeast(Questions.SingleAlone, pixel, $"{alone.Rate:N0}/s", alone.Rate / nginx.Rate, 0.30, 0.45, Command);
        yield return Finding.AtLeast(Questions.Tens, pixel, $"{tens.Rate:N0}/s", tens.Rate / nginx.Rate, 1.0, 1.5, Command);
        yield return Finding.AtLeast(Questions.TensAlone, pixel, $"{tensAlone.Rate:N0}/s", tensAlone.Rate / nginx.Rate, 1.0, 1.5, Command);

        var floor = $"{kestrel.Cpu:F1} CPU-us";
        yield return Finding.AtMost(Questions.SingleCpu, floor, $"{alone.Cpu:F1} CPU-us", alone.Cpu / kestrel.Cpu, 1.8, 1.4, Command);
        yield return Finding.AtMost(Questions.SingleCpuStored, floor, $"{single.CpuInAll:F1} CPU-us", single.CpuInAll / kestrel.Cpu, 1.8, 1.4, Command);
        yield return Finding.AtMost(Questions.TensCpu, floor, $"{tensAlone.Cpu:F1} CPU-us", tensAlone.Cpu / kestrel.Cpu, 0.6, 0.35, Command);
        yield return Finding.AtMost(Questions.TensCpuStored, floor, $"{tens.CpuInAll:F1} CPU-us", tens.CpuInAll / kestrel.Cpu, 0.6, 0.35, Command);

        yield return Finding.AtMost(Questions.FsyncCpu, $"{loose.Cpu:F1} CPU-us", $"{alone.Cpu:F1} CPU-us", alone.Cpu / loose.Cpu, 1.1, 1.0, Command);
        yield return Finding.AtMost(Questions.FsyncTail, $"{loose.P99:F1} ms", $"{alone.P99:F1} ms", alone.P99 / loose.P99, 1.0, 1.0, Command);

        var sync = syncs.Median();
        yield return Finding.AtMost(Questions.WaitMedian, $"{sync:F2} ms", $"{eight.P50:F2} ms", eight.P50 / sync, 4, 2, Command);
        yield return Finding.AtMost(Questions.WaitTail, $"{sync:F2} ms", $"{eight.P99:F2} ms", eight.P99 / sync, 30, 10, Command);
        yield return MemoryBench.Steady(Questions.CollectorMemoryAlone, alone.Server, Command);
        yield return MemoryBench.Steady(Questions.CollectorMemory, single.Server, Command);
    }
}
