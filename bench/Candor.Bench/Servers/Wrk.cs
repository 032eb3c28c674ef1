using System.Diagnostics;
using System.Globalization;

namespace Candor.Bench.Servers;

/// <summary>wrk, the generator: one thread on its own core, as many connections as are asked for.</summary>
static class Wrk
{
    static int seeds = Environment.TickCount;

    public static WrkAnswer Run(Uri url, string script, int connections, int seconds, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("taskset",
        [
            "-c", ServerProcess.GeneratorCore.ToString(CultureInfo.InvariantCulture), "wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s",
            "-s", Path.Combine(AppContext.BaseDirectory, "Scripts", script), url.ToString(),
        ]) { RedirectStandardOutput = true };
        // Ids of a run are those of no other.
        start.Environment["SEED"] = (++seeds).ToString("x8", CultureInfo.InvariantCulture);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var wrk = Process.Start(start)!;
        var text = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        return Parse(text) ?? throw new BenchException($"wrk gave no result:\n{text}");
    }

    static WrkAnswer? Parse(string text)
    {
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith("RESULT ", StringComparison.Ordinal));
        if (line is null)
            return null;
        var n = line.Split(' ')[1..].Select(f => long.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        if (n[4] + n[5] > 0)
            throw new BenchException($"{n[4]} answers were no success and {n[5]} did not come at all, so the run counts for nothing.\n{text}");
        return new WrkAnswer(n[0], n[1] / 1e6, n[2] / 1e3, n[3] / 1e3);
    }

    public static void Require()
    {
        RequireTaskset();
        if (!Programs.IsInstalled("wrk"))
            throw new BenchException("wrk is not installed. It is a package of that name: sudo apt-get install wrk");
        if (Environment.ProcessorCount < 2)
            throw new BenchException("Server and generator need a core each; this process may use one only.");
    }

    public static void RequireTaskset()
    {
        if (!Programs.IsInstalled("taskset"))
            throw new BenchException("taskset is not installed. It comes with util-linux: sudo apt-get install util-linux");
    }
}
