using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Candor.Bench.Servers;

/// <summary>A server under measurement, pinned to one core. It is ended by its id, and with it whatever it forked.</summary>
sealed class ServerProcess : IDisposable
{
    /// <summary>The server's core and the generator's.</summary>
    public const int ServerCore = 0, GeneratorCore = 1;

    const int KeptLines = 40;

    readonly Process process;
    readonly ConcurrentQueue<string> lines = new();
    readonly ConcurrentQueue<string> errors = new();

    ServerProcess(string name, Process process)
    {
        (Name, this.process) = (name, process);
        process.OutputDataReceived += (_, line) => Keep(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    public ProcessTree Tree => new(process.Id);

    /// <summary>Null core: wherever the kernel likes.</summary>
    public static ServerProcess Start(string name, int? core, string file, params string[] arguments)
    {
        // taskset becomes the program, so the id stays.
        var start = core is { } pinned ? new ProcessStartInfo("taskset", ["-c", pinned.ToString(CultureInfo.InvariantCulture), file, .. arguments]) : new ProcessStartInfo(file, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return new ServerProcess(name, new Process { StartInfo = start });
    }

    /// <summary>The address in the line that says that the server is ready.</summary>
    public Uri WaitForAddress(string before)
    {
        string? line = null;
        WaitUntil(() => (line = lines.FirstOrDefault(l => l.Contains(before, StringComparison.Ordinal))) is not null);
        return new Uri(line![(line!.IndexOf(before, StringComparison.Ordinal) + before.Length)..].Trim().Split(' ')[0]);
    }

    public void WaitUntil(Func<bool> ready)
    {
        for (var clock = Stopwatch.StartNew(); !ready(); Thread.Sleep(20))
            if (process.HasExited || clock.Elapsed > TimeSpan.FromSeconds(60))
            {
                Dispose();
                throw new BenchException($"{Name} did not become ready.\n{string.Join('\n', lines.Concat(errors))}");
            }
    }

    /// <summary>Waits until it has nothing left to do, such as a backlog of the loader.</summary>
    public void Settle()
    {
        var clock = Stopwatch.StartNew();
        for (var busy = Tree.Cpu; clock.Elapsed < TimeSpan.FromMinutes(3);)
        {
            Thread.Sleep(600);
            var now = Tree.Cpu;
            if (now - busy <= TimeSpan.FromMilliseconds(20))
                return;
            busy = now;
        }
        throw new BenchException($"{Name} is still busy three minutes after its load ended.");
    }

    /// <summary>The most memory that it had until it ended by itself.</summary>
    public double WaitForPeakMb(TimeSpan patience)
    {
        var peak = 0.0;
        for (var clock = Stopwatch.StartNew(); !process.WaitForExit(50);)
        {
            if (clock.Elapsed > patience)
                throw new BenchException($"{Name} is not done after {patience.TotalMinutes:F0} minutes.");
            peak = Math.Max(peak, PeakNow());
        }
        return process.ExitCode == 0 ? peak : throw new BenchException($"{Name} ended with {process.ExitCode}.\n{string.Join('\n', errors)}");
    }

    /// <summary>0 when it is gone meanwhile.</summary>
    double PeakNow()
    {
        try
        {
            return Tree.PeakMb;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            if (!process.WaitForExit(TimeSpan.FromSeconds(30)))
                process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    static void Keep(ConcurrentQueue<string> kept, string? line)
    {
        if (line is null)
            return;
        kept.Enqueue(line);
        if (kept.Count > KeptLines)
            kept.TryDequeue(out _);
    }
}
