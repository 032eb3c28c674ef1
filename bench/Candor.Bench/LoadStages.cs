using Candor.Journal;
using Candor.Store;
using Candor.Store.DuckDb;

namespace Candor.Bench;

/// <summary>Where the time of a load goes: CPU-microseconds an event from one named point to the next.</summary>
static class LoadStages
{
    public static async Task<Took> RunAsync(int events, int records, EventJournal journal, string database)
    {
        File.Delete(database);
        await using var closing = journal;
        var sums = new Dictionary<string, double>();
        var start = Took.Start();
        var last = start;
        void Mark(string stage)
        {
            sums[stage] = sums.GetValueOrDefault(stage) + (last.Stop().Cpu.TotalMicroseconds / events);
            last = Took.Start();
        }

        await using (var store = DuckDbEventStore.Open(new EventStoreOptions { Path = database, Threads = 1 }, TimeProvider.System))
        {
            store.Interrupt((point, _) => Mark(point.ToString()));
            using var reader = journal.OpenReader(JournalPosition.Start);
            using var batch = new EventBatch();
            Mark("open");
            while (Fill(batch, reader, records))
            {
                Mark("read and decode");
                await store.LoadAsync(batch, CancellationToken.None);
                Mark("return");
            }
        }

        Mark("close");
        foreach (var (stage, sum) in sums)
            Console.Error.WriteLine($"{stage,-20}{sum:F2}");
        return start.Stop();
    }

    static bool Fill(EventBatch batch, JournalReader reader, int records)
    {
        batch.Clear();
        while (batch.Records < records && reader.TryRead(Math.Min(8192, records - batch.Records), 4 << 20) is { } piece)
            using (piece)
                batch.Add(piece);
        return batch.Records > 0;
    }
}
