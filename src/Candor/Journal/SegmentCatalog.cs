namespace Candor.Journal;

/// <summary>The segments in order. Writers replace the array, readers take it as it is: nobody waits.</summary>
sealed class SegmentCatalog(IEnumerable<Segment> segments, long next)
{
    readonly Lock changing = new();
    volatile Segment[] all = [.. segments];
    long next = next;

    public ReadOnlySpan<Segment> All => all;

    /// <summary>One past the last durable record of the journal.</summary>
    public long Next => Volatile.Read(ref next);

    public long Oldest => all is [var first, ..] ? first.First : Next;

    public void Add(Segment segment)
    {
        lock (changing)
        {
            all = [.. all, segment];
        }
    }

    public void Remove(IReadOnlyCollection<Segment> gone)
    {
        lock (changing)
        {
            all = [.. all.Except(gone)];
        }
    }

    public void Publish(long nextSequence) => Volatile.Write(ref next, nextSequence);

    /// <summary>The segment that holds or will hold <paramref name="sequence"/>; null when that is before the oldest.</summary>
    public Segment? Find(long sequence)
    {
        var segments = all;
        int low = 0, high = segments.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (segments[middle].First <= sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high < 0 ? null : segments[high];
    }
}
