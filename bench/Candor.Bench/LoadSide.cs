using System.Buffers;
using System.Globalization;
using Candor.Journal;
using Candor.Store;
using Candor.Store.DuckDb;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Bench;

/// <summary>One side of <see cref="LoadBench"/>, in a process of its own: <c>load-side candor|appender|stages|live EVENTS FOLDER</c>.</summary>
static class LoadSide
{
    public const string Appender = "appender", Candor = "candor", Stages = "stages", Live = "live";

    /// <summary>What a second of live loading takes at once, when a quarter of it is gathered at 25,000 events a second.</summary>
    const int LiveRecords = 6000;

    public static async Task<int> RunAsync(string side, int events, string folder)
    {
        var journal = Path.Combine(folder, side == Live ? "live" : "journal");
        if (!Directory.Exists(journal))
            await FillAsync(side == Live ? Visits.AtOnce(events) : Visits.Make(events), journal);
        var run = side switch
        {
            Appender => () => Task.FromResult(Append(events, folder)),
            Candor => () => LoadAsync(events, journal, folder),
            Stages => () => LoadStages.RunAsync(events, DuckDbLoad.RowGroup, OpenJournal(journal), Database(folder)),
            Live => () => LoadStages.RunAsync(events, LiveRecords, OpenJournal(journal), Database(folder)),
            _ => (Func<Task<Took>>?)null,
        };
        if (run is null)
            return 2;
        // Twice: the second time the compiler still has things to do.
        await run();
        await run();
        var took = await run();
        Console.WriteLine(new SideRun(events / took.Cpu.TotalSeconds, events / took.Wall.TotalSeconds, new FileInfo(Database(folder)).Length / (double)events, PeakMb()));
        return 0;
    }

    public static async Task FillAsync(List<Event> events, string folder)
    {
        await using var journal = OpenJournal(folder);
        foreach (var chunk in events.Chunk(2000))
        {
            var lines = new ArrayBufferWriter<byte>();
            foreach (var e in chunk)
                EventLine.Write(e, lines);
            if ((await journal.AppendAsync(lines.WrittenSpan, chunk.Length)).Status != AppendStatus.Durable)
                throw new BenchException("The journal refused the benchmark's events.");
        }
    }

    static async Task<Took> LoadAsync(int events, string journalFolder, string folder)
    {
        File.Delete(Database(folder));
        await using var journal = OpenJournal(journalFolder);
        var clock = Took.Start();
        await using (var store = DuckDbEventStore.Open(new EventStoreOptions { Path = Database(folder), Threads = 1 }, TimeProvider.System))
        {
            using var loader = new Loader(journal, store, TimeProvider.System, NullLogger<Loader>.Instance, new LoaderOptions());
            await loader.StartAsync(CancellationToken.None);
            await loader.WaitUntilStoredAsync(new(events + 1), CancellationToken.None);
            await loader.StopAsync(CancellationToken.None);
        }

        return clock.Stop();
    }

    static Took Append(int events, string folder)
    {
        File.Delete(Database(folder));
        var rows = Visits.Make(events);
        GC.Collect();
        var clock = Took.Start();
        using (var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = Database(folder), Threads = 1, MemoryLimit = "1GB" }.ConnectionString))
        {
            connection.Open();
            using (var create = connection.CreateCommand())
            {
                create.CommandText = SchemaMigrations.All[0].Sql;
                create.ExecuteNonQuery();
            }

            using var appender = connection.CreateAppender("events");
            for (var i = 0; i < rows.Count; i++)
                Append(appender, rows[i], i);
        }

        return clock.Stop();
    }

    static void Append(DuckDBAppender appender, Event e, int i)
    {
        var path = e.Url.IndexOf('/', 8);
        var query = e.Url.IndexOf('?', StringComparison.Ordinal);
        appender.CreateRow()
            .AppendValue(e.Site).AppendValue(DateTime.UnixEpoch.AddMilliseconds(e.Time)).AppendValue(DateTime.UnixEpoch.AddMilliseconds(e.Received))
            .AppendValue((Guid?)e.Id).AppendValue(e.Name).AppendValue((ulong?)(ulong)e.Visitor.GetHashCode(StringComparison.Ordinal)).AppendValue((ulong?)(ulong)(i / 5))
            .AppendValue(e.Url[8..path]).AppendValue(query < 0 ? e.Url[path..] : e.Url[path..query]).AppendValue(query < 0 ? "" : e.Url[(query + 1)..])
            .AppendValue(e.Title).AppendValue(e.Referrer).AppendValue(e.Country).AppendValue(e.Region).AppendValue(e.Device).AppendValue(e.Browser)
            .AppendValue(e.Os).AppendValue(e.Language).AppendValue(e.Screen).AppendValue(System.Text.Encoding.UTF8.GetString(e.Props.Span)).AppendValue(e.Value)
            .AppendValue(e.Currency).AppendValue((byte?)e.Consent.ToByte()).AppendValue((byte?)0).AppendValue("").AppendValue("").AppendValue("")
            .EndRow();
    }

    static int PeakMb() =>
        int.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    public static EventJournal OpenJournal(string folder) => EventJournal.Open(
        new JournalOptions { Directory = folder, MinFreeBytes = 0, RetainBytes = long.MaxValue }, TimeProvider.System, NullLogger<EventJournal>.Instance);

    static string Database(string folder) => Path.Combine(folder, "events.duckdb");
}
