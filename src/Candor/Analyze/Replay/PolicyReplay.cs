using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Guard.Replay;
using Candor.Sites;
using Candor.Store;

namespace Candor.Analyze.Replay;

/// <summary>Runs a policy that is not in force over what was recorded, beside the one that is. Nothing is changed.</summary>
sealed class PolicyReplay(IEventStore store, SiteDirectory sites, PolicySource policies, PolicyVersions versions, VisitorPseudonym pseudonym, TimeProvider clock)
{
    const int InChunk = 1024;

    /// <summary>Verdicts remembered: pages are seen again and again, and most of the time goes into looking.</summary>
    const int MostKnown = 100_000;

    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    /// <summary>One core is left to those who collect.</summary>
    static readonly int Workers = Math.Max(1, Environment.ProcessorCount - 1);

    static readonly SqlText Count = new("""
        select (select count(*) from events where ($site = '' or site = $site) and time >= $from and time < $to)
            + (select count(*) from engagement where ($site = '' or site = $site) and time >= $from and time < $to)
        """)
    {
        ClickHouse = "select toInt64(count()) from signs_kept where ($site = '' or site = $site) and time >= $from and time < $to",
    };

    /// <summary>How far it is, now and then, and the result at the end.</summary>
    /// <param name="site">Null: every site.</param>
    public async IAsyncEnumerable<ReplayProgress> RunAsync(GuardPolicy candidate, string? site, TimeSpan last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (to, inForce, number) = (clock.GetUtcNow(), policies.Current, versions.Newest?.Number);
        var from = to - last;
        var total = (await store.QueryAsync(Count, [new("site", site ?? ""), new("from", from.UtcDateTime), new("to", to.UtcDateTime)], r => r.GetInt64(0), cancellationToken))[0];
        yield return new(0, total);

        var tally = new ReplayTally();
        var compare = new Comparison(inForce, candidate, pseudonym, id => sites.Find(id)?.Domain ?? "");
        var waiting = new Queue<Task<List<(Event, EventDifference)>>>();
        var (done, told) = (0L, clock.GetTimestamp());
        // A day at a time: the store sorts what it reads, and holds as much as it sorts.
        for (var day = from; day < to; day = day.AddDays(1))
            await foreach (var chunk in store.ReadEventsAsync(new EventSelection(site, day, day.AddDays(1) < to ? day.AddDays(1) : to), cancellationToken).Chunk(InChunk).WithCancellation(cancellationToken))
            {
                waiting.Enqueue(Task.Run(() => compare.Of(chunk), cancellationToken));
                if (waiting.Count > Workers)
                    Add(await waiting.Dequeue());
                done += chunk.Length;
                if (clock.GetElapsedTime(told) < Pace)
                    continue;
                told = clock.GetTimestamp();
                yield return new(Math.Min(done, total), total);
            }
        while (waiting.TryDequeue(out var rest))
            Add(await rest);
        yield return new(total, total, ResultOf(tally, from, to, number, inForce, candidate));

        void Add(IReadOnlyList<(Event Event, EventDifference Difference)> compared)
        {
            foreach (var (e, difference) in compared)
                tally.Add(e, difference);
        }
    }

    ReplayResult ResultOf(ReplayTally tally, DateTimeOffset from, DateTimeOffset to, int? number, GuardPolicy inForce, GuardPolicy candidate)
    {
        string SiteOf(string id) => sites.Find(id)?.Domain ?? id;
        return new(from, to, number, tally.Total, tally.Count(EventFate.Same), tally.Count(EventFate.Changed), tally.Count(EventFate.Lost), tally.Count(EventFate.Returned), tally.Count(EventFate.Dropped),
            [.. PolicyDifference.Between(inForce, candidate).Select(c => c.Site.Length == 0 ? c.Sentence : $"{SiteOf(c.Site)}: {c.Sentence}")],
            tally.Events(SiteOf), tally.Fields(SiteOf), tally.Destinations(SiteOf), tally.Formerly, [.. Notes(tally)]);
    }

    static IEnumerable<string> Notes(ReplayTally tally)
    {
        if (tally.Formerly.Count > 0)
            yield return "Some of these events had parts taken out before they were recorded. What the new policy would have kept of those parts cannot be known: nothing has them.";
        yield return "Events that were dropped whole when they came were never recorded, so they are not among these.";
    }

    /// <summary>Both policies over the same events, from any thread.</summary>
    sealed class Comparison(GuardPolicy inForce, GuardPolicy candidate, VisitorPseudonym pseudonym, Func<string, string> domainOf)
    {
        readonly EventGuard before = new(PolicySource.Fixed(inForce), pseudonym), after = new(PolicySource.Fixed(candidate), pseudonym);
        readonly ConcurrentDictionary<string, (SitePolicy Before, SitePolicy After)> ofSites = new();
        readonly ConcurrentDictionary<UInt128, EventDifference> known = new();
        int remembered;

        public List<(Event, EventDifference)> Of(Event[] events)
        {
            var (key, compared) = (new EventKey(), new List<(Event, EventDifference)>(events.Length));
            foreach (var e in events)
            {
                // Engagement updates a page view, and goes where that goes.
                if (e.Name == "Engagement")
                    continue;
                var content = key.Of(e);
                if (!known.TryGetValue(content, out var difference))
                {
                    difference = Of(e);
                    if (Interlocked.Increment(ref remembered) <= MostKnown)
                        known[content] = difference;
                }
                compared.Add((e, difference));
            }
            return compared;
        }

        EventDifference Of(Event e)
        {
            var policy = ofSites.GetOrAdd(e.Site, site => (inForce.For(site, domainOf(site)), candidate.For(site, domainOf(site))));
            // The store gives a day's key back by its hash. To Guard it is the day's key.
            var asSent = e.Visitor is ['k', '.', ..] ? e with { Visitor = "d" + e.Visitor[1..] } : e;
            var (was, becomes) = (before.Examine(asSent, policy.Before), after.Examine(asSent, policy.After));
            var (left, leaves) = (Leaving.Of(before, policy.Before, asSent, was), Leaving.Of(after, policy.After, asSent, becomes));
            var difference = EventDifference.Between(was, becomes);
            return left.Count + leaves.Count == 0 ? difference
                : difference with { Destinations = [.. left.Union(leaves).Select(l => new DestinationDifference(l.Destination, l.Field, left.Contains(l), leaves.Contains(l)))] };
        }
    }
}
