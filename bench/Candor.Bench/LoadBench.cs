using System.Diagnostics;
using System.Globalization;
using Candor.Bench.Servers;
using Candor.Bench.Table;

namespace Candor.Bench;

/// <summary>
/// Journal to DuckDB against a bare row appender that writes the same events. Each side runs in a process of its own, pinned to one
/// core, in turns, and writes everything once before it is measured: the first seconds are the compiler's. Candor's side reads and
/// checks the journal, decodes, drops duplicates, assigns sessions, and writes events, sessions and visitors; both end with the file
/// closed. Compared is the rate in CPU-seconds: on a core of one's own that is the rate in seconds, and others on the core do not bend it.
/// </summary>
static class LoadBench
{
    const string Command = "./build.sh bench load";
    const int Events = 1_000_000;

    /// <summary>DuckDB's plain layout of the same kind of events, without sessions and visitors.</summary>
    const double MostBytes = 65, StretchBytes = 45;

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        var folder = options.Fresh("load");
        var (anchor, candor) = (new List<SideRun>(), new List<SideRun>());
        for (var round = 0; round < options.Rounds; round++)
        {
            anchor.Add(Measure(LoadSide.Appender, folder));
            candor.Add(Measure(LoadSide.Candor, folder));
        }

        var (theirs, ours) = (Rate(anchor), Rate(candor));
        var bytes = candor[^1].BytesPerEvent;
        return
        [
            Finding.AtLeast(Questions.LoadRate, $"{theirs:N0} rows/CPU-s", $"{ours:N0} rows/CPU-s, peak {candor[^1].PeakMb} MB", ours / theirs, 1.0, 1.4, Command),
            Finding.Below(Questions.BytesStored, $"{anchor[^1].BytesPerEvent:F1} B, events alone", $"{bytes:F1} B", bytes, MostBytes, StretchBytes, "B", Command),
        ];
    }

    static double Rate(List<SideRun> runs) => runs.Select(run => run.RowsPerCpuSecond).ToArray().Median();

    static SideRun Measure(string side, string folder)
    {
        var start = new ProcessStartInfo(
            "taskset", ["-c", ServerProcess.ServerCore.ToString(CultureInfo.InvariantCulture), Environment.ProcessPath!, "load-side", side, Events.ToString(CultureInfo.InvariantCulture), folder])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new BenchException($"The {side} side of the load benchmark ended with {process.ExitCode}.");
        var run = SideRun.Parse(line);
        Console.WriteLine($"{side,-9} {run.RowsPerCpuSecond,9:N0} rows/CPU-s {run.RowsPerSecond,9:N0} rows/s {run.BytesPerEvent:F1} B/event, peak {run.PeakMb} MB");
        return run;
    }
}
