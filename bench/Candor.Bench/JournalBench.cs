using System.Diagnostics;
using System.Globalization;
using System.Text;
using Candor.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Bench;

/// <summary>
/// What a durable append costs: <c>journal [--dir D] [--writers N] [--batch N] [--seconds S] [--no-fsync] [--keep]</c>. Each writer
/// waits for its answer before it sends the next.
/// </summary>
static class JournalBench
{
    const int PayloadBytes = 536;

    public static async Task Run(string[] args)
    {
        string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : otherwise;
        int Number(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        var (writers, batch, seconds) = (Number("--writers", 256), Number("--batch", 1), Number("--seconds", 4));
        var directory = Option("--dir", Path.Combine(Path.GetTempPath(), "candor-bench-journal"));
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        var options = new JournalOptions { Directory = directory, Fsync = !args.Contains("--no-fsync") };
        await using (var journal = EventJournal.Open(options, TimeProvider.System, NullLogger<EventJournal>.Instance))
        {
            await Measure(journal, Records(batch), writers, batch, TimeSpan.FromSeconds(1));
            Console.WriteLine($"fsync {options.Fsync} writers {writers} batch {batch}: " + await Measure(journal, Records(batch), writers, batch, TimeSpan.FromSeconds(seconds)));
        }

        var clock = Stopwatch.StartNew();
        await using (var journal = EventJournal.Open(options, TimeProvider.System, NullLogger<EventJournal>.Instance))
        {
            var open = clock.Elapsed;
            clock.Restart();
            var records = ReadAll(journal);
            Console.WriteLine($"opened in {open.TotalMilliseconds:F0} ms, read {records} records at {records / clock.Elapsed.TotalSeconds:F0}/s, {(double)journal.State.BytesOnDisk / records:F0} bytes a record, {journal.State.Segments.Count} segments");
        }

        if (!args.Contains("--keep"))
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    static async Task<string> Measure(EventJournal journal, byte[] records, int writers, int batch, TimeSpan span)
    {
        var refused = 0;
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var waits = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (clock.Elapsed < span)
            {
                var from = Stopwatch.GetTimestamp();
                if ((await journal.AppendAsync(records, batch)).Status != AppendStatus.Durable)
                {
                    Interlocked.Increment(ref refused);
                    await Task.Delay(50);
                    continue;
                }

                mine.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            return mine;
        })));
        var elapsed = clock.Elapsed;
        var used = Environment.CpuUsage.TotalTime - cpu;
        var sorted = waits.SelectMany(wait => wait).Order().ToArray();
        var count = (double)sorted.Length * batch;
        return $"{count / elapsed.TotalSeconds:F0} records/s, {used.TotalMicroseconds / count:F1} CPU-us a record, p50 {sorted[sorted.Length / 2]:F2} ms, p99 {sorted[sorted.Length * 99 / 100]:F2} ms, {refused} refused";
    }

    static long ReadAll(EventJournal journal)
    {
        long records = 0;
        using var reader = journal.OpenReader(JournalPosition.Start);
        while (reader.TryRead(10_000, 4 << 20) is { } batch)
        {
            using (batch)
            {
                records += batch.Count;
            }
        }

        return records;
    }

    static byte[] Records(int batch)
    {
        var head = """{"site":"s_8f3k2","id":"0198b7a2-7c3e-7d4f-9a1b-2c3d4e5f6a7b","name":"PageView","time":1790000000000,"url":"https://example.org/""";
        var payload = head + new string('p', PayloadBytes - head.Length - 2) + "\"}\n";
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(payload, batch)));
    }
}
