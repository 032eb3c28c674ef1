using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Candor.Guard;

/// <summary>The last verdicts of every site and their counts, in memory; the durable count is the events' own <c>removed</c> column.</summary>
sealed class VerdictFeed(TimeProvider time)
{
    public const int Kept = 100;

    readonly ConcurrentDictionary<string, SiteFeed> sites = new(StringComparer.Ordinal);
    long number;

    /// <param name="site">A site that exists: the feed keeps an entry for every id it is given.</param>
    public void Record(string site, Verdict verdict)
    {
        var entry = new FeedEntry(Interlocked.Increment(ref number), time.GetUtcNow().ToUnixTimeMilliseconds(), verdict.Kind, verdict.Categories, verdict.Reasons, verdict.Stored);
        sites.GetOrAdd(site, static _ => new SiteFeed()).Add(entry);
    }

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
        long added;

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
