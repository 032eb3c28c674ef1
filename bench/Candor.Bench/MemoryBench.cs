using Candor.Bench.Servers;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>What the real program takes: while events come in, and over reports on a large store.</summary>
static class MemoryBench
{
    const string Command = "./build.sh bench memory";

    public static IReadOnlyList<Finding> Run(BenchOptions options)
    {
        Wrk.Require();
        var folder = CandorFolder.Create(options.Fresh("memory"));
        using (var server = folder.Serve(out var url))
        {
            var load = new Subject(server, url, "events.lua", 64, 1, folder.Site);
            for (var round = 0; round < options.Rounds; round++)
                Console.WriteLine($"{round + 1} {load.Measure(options.Seconds).Rate:N0} events/s, {server.Tree.ResidentMb:F0} MB");
            return [Steady(server, Command)];
        }
    }

    public static Finding Steady(ServerProcess server, string command)
    {
        var resident = server.Tree.ResidentMb;
        return Finding.Below(Questions.CollectorMemory, "-", $"{resident:F0} MB (peak {server.Tree.PeakMb:F0} MB)", resident, 150, 80, "MB", command);
    }
}
