using System.Globalization;
using Candor.Bench.Servers;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>
/// A peer that stores: umami with PostgreSQL, started by whoever runs the benchmark and named in
/// <c>CANDOR_BENCH_UMAMI=URL,WEBSITE-ID,PID,PID-OF-POSTGRES</c>. Only the CPU of the two processes and their children is read.
/// </summary>
static class PeerBench
{
    const string Variable = "CANDOR_BENCH_UMAMI", Command = "./build.sh bench collect";
    const double Goal = 100, Stretch = 200;

    public static IReadOnlyList<Finding> Run(BenchOptions options, double candor)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } named)
            return [Finding.NotRun(Questions.Peer, $"name one in {Variable}", $">= {Goal} x", $">= {Stretch} x", Command)];
        if (named.Split(',') is not [var address, var website, var node, var postgres])
            throw new BenchException($"{Variable} is URL,WEBSITE-ID,PID,PID-OF-POSTGRES.");
        ProcessTree[] trees = [new(int.Parse(node, CultureInfo.InvariantCulture)), new(int.Parse(postgres, CultureInfo.InvariantCulture))];
        var url = new Uri(new Uri(address), "/api/send");
        Wrk.Run(url, "umami.lua", 64, options.Seconds, ("SITE", website));
        var costs = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var start = Cpu(trees);
            var answer = Wrk.Run(url, "umami.lua", 64, options.Seconds, ("SITE", website));
            costs.Add((Cpu(trees) - start).TotalMicroseconds / answer.Requests);
            Console.WriteLine($"{round + 1} umami {answer.Requests / answer.Seconds:N0} events/s  {costs[^1]:F0} CPU-us");
        }
        var umami = costs.Median();
        return [Finding.AtLeast(Questions.Peer, $"{umami:N0} CPU-us", $"{candor:F1} CPU-us", umami / candor, Goal, Stretch, Command)];
    }

    static TimeSpan Cpu(ProcessTree[] trees) => trees.Aggregate(TimeSpan.Zero, (sum, tree) => sum + tree.Cpu);
}
