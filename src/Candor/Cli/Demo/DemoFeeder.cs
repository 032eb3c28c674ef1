using System.Buffers;
using Candor.Guard;
using Candor.Journal;

namespace Candor.Cli.Demo;

/// <summary>Takes invented events the way collected ones go: Guard first, then the journal.</summary>
sealed class DemoFeeder(EventGuard guard, VerdictFeed feed, EventJournal journal)
{
    const int VisitsAtOnce = 1000;

    /// <summary>Appends the whole history and says how many events of it were kept.</summary>
    public async Task<long> HistoryAsync(string site, string origin, DateTimeOffset now)
    {
        long kept = 0;
        foreach (var visits in DemoHistory.Visits(site, origin, guard.PolicyFor(site), now).Chunk(VisitsAtOnce))
            kept += await AppendAsync(visits.SelectMany(visit => visit).OrderBy(e => e.Time));
        return kept;
    }

    /// <summary>A visit begins every few seconds, and each of its events is taken when its time has come.</summary>
    public async Task LiveAsync(string site, string origin, TimeProvider time, CancellationToken cancellationToken)
    {
        var random = new Random();
        var due = new PriorityQueue<Event, long>();
        var nextVisit = time.GetUtcNow();
        while (!cancellationToken.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            if (now >= nextVisit)
            {
                foreach (var e in new DemoVisit(random, site, origin, guard.PolicyFor(site)).Make(now.ToUnixTimeMilliseconds()))
                    due.Enqueue(e, e.Time);
                nextVisit = now.AddSeconds(random.Next(3, 12));
            }

            var ready = new List<Event>();
            while (due.TryPeek(out var e, out var at) && at <= now.ToUnixTimeMilliseconds())
                ready.Add(due.Dequeue());
            if (ready.Count > 0)
                await AppendAsync(ready, follow: true);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    async Task<int> AppendAsync(IEnumerable<Event> events, bool follow = false)
    {
        var lines = new ArrayBufferWriter<byte>(1 << 16);
        var count = 0;
        foreach (var e in events)
        {
            var verdict = guard.Examine(e);
            if (follow)
                feed.Record(e.Site, verdict, e, guard.PolicyFor(e.Site));
            if (verdict.Stored is not { } stored)
                continue;
            EventLine.Write(stored, lines);
            count++;
        }

        if (count > 0 && await journal.AppendAsync(lines.WrittenSpan, count) is { Status: not AppendStatus.Durable } refused)
            throw new CommandException($"The journal refused the demonstration's events: {refused.Reason}");
        return count;
    }
}
