
namespace Candor.Store;

/// <summary>
/// Says of most new events that they surely are new, from about 3 bytes of memory for each recent one. Time is cut into slots of
/// 48 hours, each with a filter of the ids stored in it; a slot is read from the store the first time it is needed, so a restart or
/// an import of any age needs nothing special. A slot that is not there answers "maybe", which only costs a look-up.
/// </summary>
/// <param name="mostRead">A slot with more ids than this is not read: it stays one that is not there.</param>
sealed class SeenIds(long maxBytes, IIdSource table, long mostRead = long.MaxValue) : IDisposable
{
    public const long Window = 48 * 60 * 60 * 1000;

    /// <summary>A batch with dates from everywhere would read the table slot by slot; the rest is looked up at once.</summary>
    const int MostReadsPerBatch = 48;
    const long LeastCapacity = 4096;

    readonly Dictionary<long, SeenSlot> slots = [];
    readonly Dictionary<long, int> arriving = [];
    Near near = Near.Nowhere;
    long clock;

    public long Bytes { get; private set; }

    /// <summary>Makes ready the slots that these rows touch.</summary>
    public void Prepare(ReadOnlySpan<EventRow> rows)
    {
        arriving.Clear();
        if (rows.IsEmpty)
            return;
        var (slot, run) = (0L, 0);
        foreach (ref readonly var row in rows)
        {
            if (run > 0 && SlotOf(row.Time) != slot)
                run = Arrive(slot, run);
            slot = SlotOf(row.Time);
            run++;
        }

        Arrive(slot, run);

        near = Near.Nowhere;
        clock++;
        var reads = 0;
        foreach (var (touched, rowsInSlot) in arriving.OrderByDescending(a => a.Value))
        {
            if (slots.TryGetValue(touched, out var known))
                known.LastUsed = clock;
            if (known is null || (!known.CutShort && known.Count + rowsInSlot > known.Filter.Capacity))
                if (reads++ < MostReadsPerBatch)
                    Read(touched, known, rowsInSlot);
        }
    }

    int Arrive(long slot, int count)
    {
        arriving[slot] = arriving.GetValueOrDefault(slot) + count;
        arriving.TryAdd(slot - 1, 0);
        arriving.TryAdd(slot + 1, 0);
        return 0;
    }

    /// <summary>False: no event with this id is stored within 48 hours, and none was added. Remembers the id.</summary>
    public bool TestAndAdd(long time, UInt128 id)
    {
        if (!IsNear(time))
            near = new Near(SlotOf(time), slots.GetValueOrDefault(SlotOf(time) - 1), slots.GetValueOrDefault(SlotOf(time)), slots.GetValueOrDefault(SlotOf(time) + 1));
        if (near.Own is not { } own)
            return true;

        var hash = BloomFilter.Hash(id);
        var maybe = own.Filter.MayHold(hash) || MayHold(near.Before, hash) || MayHold(near.After, hash);
        own.Filter.Add(hash);
        own.Count++;
        return maybe;
    }

    /// <summary>Events come in about the order of time: the slots of the last one are nearly always those of the next.</summary>
    bool IsNear(long time) => time >= near.Slot * Window && time < (near.Slot + 1) * Window;

    static bool MayHold(SeenSlot? slot, ulong hash) => slot is null || (slot.Count > 0 && slot.Filter.MayHold(hash));

    void Read(long slot, SeenSlot? old, int arriving)
    {
        var stored = table.Count(slot * Window, (slot + 1) * Window);
        var capacity = Math.Max(LeastCapacity, 2 * (stored + arriving));
        Forget(slot, old);
        if (stored > mostRead)
            return;
        MakeRoom(BloomFilter.BytesFor(capacity));
        // Short of memory: a fuller filter says "maybe" more often, and none at all says so always.
        var affordable = (maxBytes - Bytes) * 8 / BloomFilter.BitsPerKey;
        if (affordable < LeastCapacity)
            return;

        var filter = new BloomFilter(Math.Min(capacity, affordable));
        if (stored > 0)
            table.Read(slot * Window, (slot + 1) * Window, id => filter.Add(BloomFilter.Hash(id)));
        slots[slot] = new SeenSlot(filter) { Count = stored, CutShort = affordable < capacity, LastUsed = clock };
        Bytes += filter.Bytes;
    }

    void MakeRoom(long bytes)
    {
        while (Bytes + bytes > maxBytes && Oldest() is { } oldest)
            Forget(oldest, slots[oldest]);
    }

    long? Oldest()
    {
        long? oldest = null;
        foreach (var (slot, known) in slots)
            if (known.LastUsed < clock && (oldest is null || known.LastUsed < slots[oldest.Value].LastUsed))
                oldest = slot;
        return oldest;
    }

    void Forget(long slot, SeenSlot? known)
    {
        if (known is null)
            return;
        slots.Remove(slot);
        Bytes -= known.Filter.Bytes;
        known.Filter.Dispose();
    }

    static long SlotOf(long time) => time >= 0 ? time / Window : (time - Window + 1) / Window;

    public void Dispose()
    {
        foreach (var slot in slots.Values)
            slot.Filter.Dispose();
        slots.Clear();
    }

    readonly record struct Near(long Slot, SeenSlot? Before, SeenSlot? Own, SeenSlot? After)
    {
        /// <summary>No event is that old: times begin with the year 1.</summary>
        public static Near Nowhere => new(long.MinValue / Window + 1, null, null, null);
    }
}
