using System.Diagnostics;
using System.Globalization;
using Candor.Bench.Servers;
using Candor.Bench.Table;
using Candor.Store;
using Candor.Store.ClickHouse;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Bench;

/// <summary>
/// Journal to ClickHouse against the driver's own binary insert of the same rows into a table of the same columns and order. The driver is
/// given rows that are ready. Candor reads and checks the journal, decodes, looks for duplicates, marks what was over, and writes its position.
/// The server shares the two cores with each side.
/// </summary>
static class ClickHouseLoadBench
{
    const string Command = "./build.sh bench clickhouse-load";
    const int Events = 1_000_000;

    public static async Task<IReadOnlyList<Finding>> RunAsync(BenchOptions options)
    {
        var folder = options.Fresh("clickhouse-load");
        using var server = await ClickHouseProcess.StartAsync(options.Fresh("clickhouse"));
        var events = Visits.Make(Events);
        await LoadSide.FillAsync(events, Path.Combine(folder, "journal"));
        var (anchor, candor) = (new List<double>(), new List<double>());
        // The first turn is the compiler's.
        for (var round = 0; round <= options.Rounds; round++)
        {
            var ours = await LoadAsync(server.Address, folder, round);
            var theirs = await InsertAsync(server.Address, events, round);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round} candor {ours,9:N0} rows/s, driver {theirs,9:N0} rows/s"));
            if (round == 0)
                continue;
            candor.Add(ours);
            anchor.Add(theirs);
        }

        return [Finding.AtLeast(Questions.ClickHouseLoad, $"{anchor.Median():N0} rows/s", $"{candor.Median():N0} rows/s", candor.Median() / anchor.Median(), 1.2, 3, Command)];
    }

    static async Task<double> LoadAsync(Uri address, string folder, int round)
    {
        await using var journal = LoadSide.OpenJournal(Path.Combine(folder, "journal"));
        var start = Stopwatch.GetTimestamp();
        await using var store = ClickHouseEventStore.Open(
            new ClickHouseOptions { Nodes = [address], Database = Database(round), Folder = Path.Combine(folder, $"collector{round}") }, TimeProvider.System);
        using var loader = new Loader(journal, store, TimeProvider.System, NullLogger<Loader>.Instance, new LoaderOptions { BulkEvents = ClickHouseSending.MostRecords });
        await loader.StartAsync(CancellationToken.None);
        await loader.WaitUntilStoredAsync(new(Events + 1), CancellationToken.None);
        await loader.StopAsync(CancellationToken.None);
        return Events / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static async Task<double> InsertAsync(Uri address, List<Event> events, int round)
    {
        using var client = new ClickHouseClient(new ClickHouseClientSettings { Host = address.Host, Port = (ushort)address.Port, Database = Database(round) });
        await client.ExecuteNonQueryAsync("create table plain as signs");
        List<object[]> rows = [.. events.Select((e, i) => PlainRow.Of(e, i))];
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await client.InsertBinaryAsync("plain", PlainRow.Columns, rows, new InsertOptions { BatchSize = ClickHouseSending.MostRecords });
        return Events / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static string Database(int round) => string.Create(CultureInfo.InvariantCulture, $"load_{round}");
}
