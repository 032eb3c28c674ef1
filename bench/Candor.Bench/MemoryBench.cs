using Candor.Analyze;
using Candor.Bench.Servers;
using Candor.Bench.Table;
using Candor.Store;
using Candor.Store.DuckDb;

namespace Candor.Bench;

/// <summary>What the real program takes while events come in, and what reports take on a large store.</summary>
static class MemoryBench
{
    const string Command = "./build.sh bench memory";

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        Wrk.Require();
        return [Collecting(options), await ReportingAsync(options)];
    }

    public static Finding Steady(string question, ServerProcess server, string command)
    {
        var resident = server.Tree.ResidentMb;
        return Finding.Below(question, "-", $"{resident:F0} MB (peak {server.Tree.PeakMb:F0} MB)", resident, 150, 80, "MB", command);
    }

    static Finding Collecting(BenchOptions options)
    {
        var folder = CandorFolder.Create(options.Fresh("memory"));
        using var server = folder.Serve(out var url);
        var load = new Subject(server, url, "events.lua", 64, 1, folder.Site);
        for (var round = 0; round < options.Rounds; round++)
            Console.WriteLine($"{round + 1} {load.Measure(options.Seconds).Rate:N0} events/s, {server.Tree.ResidentMb:F0} MB");
        return Steady(Questions.CollectorMemory, server, Command);
    }

    /// <summary>The store is made here and asked in a process of its own, whose peak is then that of asking.</summary>
    static async Task<Finding> ReportingAsync(BenchOptions options)
    {
        var file = Path.Combine(options.Fresh("panels"), "events.duckdb");
        await using (var store = DuckDbEventStore.Open(new() { Path = file, MemoryLimit = "6GB", Threads = 2 }, TimeProvider.System))
            foreach (var statement in GeneratedTables.Statements(Panel.Site, options.Events))
                await store.ExecuteAsync([new SqlStatement(new SqlText(statement))], CancellationToken.None);
        using var asking = ServerProcess.Start("panels", null, Environment.ProcessPath!, "panels", file);
        var peak = asking.WaitForPeakMb(TimeSpan.FromMinutes(10));
        return Finding.Below(Questions.ReportMemory, "DuckDB plain 5,200 MB at 1e8, measured before", $"{peak:N0} MB", peak, 4096, 1024, "MB", Command);
    }

    /// <summary>Every panel once, as <c>panels FILE</c>.</summary>
    public static async Task<int> AskAllAsync(string file)
    {
        await using var store = DuckDbEventStore.Open(new() { Path = file, MemoryLimit = "1GiB", Threads = 2 }, TimeProvider.System);
        var source = new ReportSource(store, TimeProvider.System);
        foreach (var panel in Panel.All)
            await panel.Report.AnswerAsync(source, panel.Request, CancellationToken.None);
        return 0;
    }
}
