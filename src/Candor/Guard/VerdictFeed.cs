using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>The last verdicts of every site and their counts, in memory; the durable count is the events' own <c>removed</c> column.</summary>
sealed class VerdictFeed(TimeProvider time)
{
    public const int Kept = 100;

    /// <summary>Of how many events a second, and of how many at once, it is taken down how they came: a page's own, never a flood's. It takes longer than Guard does.</summary>
    public const int ArrivalsPerSecond = 20, ArrivalsAtOnce = 50;

    /// <summary>False on a node that takes no events: what came is known where it came.</summary>
    public bool IsFed { get; init; } = true;

    readonly ConcurrentDictionary<string, SiteFeed> sites = new(StringComparer.Ordinal);
    long number;

    /// <param name="site">A site that exists: the feed keeps an entry for every id it is given.</param>
    /// <param name="arrived">The event as it came. Nothing of it is held that was taken out.</param>
    /// <param name="policy">The site's, with <paramref name="arrived"/>.</param>
    public void Record(string site, Verdict verdict, Event? arrived = null, SitePolicy? policy = null)
    {
        var (feed, now) = (sites.GetOrAdd(site, static _ => new SiteFeed()), time.GetUtcNow().ToUnixTimeMilliseconds());
        var fields = arrived is not null && policy is not null && verdict.Kind != VerdictKind.Pass && feed.MayTakeDown(now) ? Arrival.Of(arrived, verdict, policy) : null;
        feed.Add(new FeedEntry(Interlocked.Increment(ref number), now, verdict.Kind, verdict.Categories, Told(verdict.Reasons), verdict.Stored, fields));
    }

    /// <summary>A property that no list allows goes unread, so its name may tell as much as its value: only a word is shown.</summary>
    static IReadOnlyList<Reason> Told(IReadOnlyList<Reason> reasons) =>
        reasons.Any(IsUnread) ? [.. reasons.Select(r => IsUnread(r) ? r with { Where = EventShape.Props + EventShape.Name(r.Where[EventShape.Props.Length..]) } : r)] : reasons;

    static bool IsUnread(Reason reason) => reason.Category == Category.NotAllowed && reason.Where.StartsWith(EventShape.Props, StringComparison.Ordinal);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<FeedEntry> Last(string site, int most = Kept, long after = 0) =>
        sites.TryGetValue(site, out var feed) ? feed.Last(most, after) : [];

    public VerdictCounts Counts(string site) =>
        sites.TryGetValue(site, out var feed) ? feed.Counts() : new VerdictCounts(0, 0, 0, new Dictionary<string, long>());

    /// <summary>Verdicts as they fall. A reader that is too slow misses the oldest.</summary>
    public async IAsyncEnumerable<FeedEntry> FollowAsync(string site, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<FeedEntry>(new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var feed = sites.GetOrAdd(site, static _ => new SiteFeed());
        feed.Listen(channel.Writer);
        try
        {
            await foreach (var entry in channel.Reader.ReadAllAsync(cancellationToken))
                yield return entry;
        }
        finally
        {
            feed.Leave(channel.Writer);
        }
    }

    sealed class SiteFeed
    {
        readonly Lock gate = new();
        readonly FeedEntry?[] ring = new FeedEntry?[Kept];
        readonly Dictionary<string, long> categories = new(StringComparer.Ordinal);
        readonly List<ChannelWriter<FeedEntry>> listeners = [];
        readonly long[] kinds = new long[3];
        long added, filled;
        double left = ArrivalsAtOnce;

        /// <param name="now">Milliseconds since 1970 UTC.</param>
        public bool MayTakeDown(long now)
        {
            lock (gate)
            {
                left = Math.Min(ArrivalsAtOnce, left + Math.Max(0, now - filled) * ArrivalsPerSecond / 1000.0);
                filled = now;
                return left >= 1 && left-- >= 1;
            }
        }

        public void Add(FeedEntry entry)
        {
            lock (gate)
            {
                ring[added++ % Kept] = entry;
                kinds[(int)entry.Kind]++;
                foreach (var category in entry.Categories)
                    categories[category] = categories.GetValueOrDefault(category) + 1;
                foreach (var listener in listeners)
                    listener.TryWrite(entry);
            }
        }

        public List<FeedEntry> Last(int most, long after)
        {
            var last = new List<FeedEntry>();
            lock (gate)
            {
                for (var i = added - 1; i >= 0 && i >= added - Kept && last.Count < most; i--)
                    if (ring[i % Kept] is { } entry && entry.Number > after)
                        last.Add(entry);
            }
            return last;
        }

        public VerdictCounts Counts()
        {
            lock (gate)
                return new VerdictCounts(kinds[0], kinds[1], kinds[2], new Dictionary<string, long>(categories));
        }

        public void Listen(ChannelWriter<FeedEntry> writer)
        {
            lock (gate)
                listeners.Add(writer);
        }

        public void Leave(ChannelWriter<FeedEntry> writer)
        {
            lock (gate)
                listeners.Remove(writer);
        }
    }
}
