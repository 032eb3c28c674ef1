namespace Candor.Store;

/// <summary>
/// Says of most new events that they surely are new, from about 3 bytes of memory for each recent one. Time is cut into slots of
/// 48 hours, each with a filter of the ids stored in it; a slot is read from the store the first time it is needed, so a restart or
/// an import of any age needs nothing special. A slot that is not there answers "maybe", which only costs a look-up.
/// </summary>
sealed class SeenIds(long maxBytes, IStoredIds table) : IDisposable
{
    public const long Window = 48 * 60 * 60 * 1000;

    /// <summary>A batch with dates from everywhere would read the table slot by slot; the rest is looked up at once.</summary>
    const int MostReadsPerBatch = 48;
    const long LeastCapacity = 4096;

    readonly Dictionary<long, SeenSlot> slots = [];
    readonly Dictionary<long, int> arriving = [];
    long clock;

    public long Bytes { get; private set; }

    /// <summary>Makes ready the slots that these rows touch.</summary>
    public void Prepare(ReadOnlySpan<EventRow> rows)
    {
        arriving.Clear();
        foreach (ref readonly var row in rows)
        {
            var slot = SlotOf(row.Time);
            arriving[slot] = arriving.GetValueOrDefault(slot) + 1;
            arriving.TryAdd(slot - 1, 0);
            arriving.TryAdd(slot + 1, 0);
        }

        clock++;
        var reads = 0;
        foreach (var (slot, rowsInSlot) in arriving.OrderByDescending(a => a.Value))
        {
            if (slots.TryGetValue(slot, out var known))
                known.LastUsed = clock;
            if (known is null || (!known.CutShort && known.Count + rowsInSlot > known.Filter.Capacity))
                if (reads++ < MostReadsPerBatch)
                    Read(slot, known, rowsInSlot);
        }
    }

    /// <summary>False: no event with this id is stored within 48 hours, and none was added. Remembers the id.</summary>
    public bool TestAndAdd(long time, UInt128 id)
    {
        var hash = BloomFilter.Hash(id);
        var slot = SlotOf(time);
        var maybe = MayHold(slot - 1, hash) | MayHold(slot + 1, hash);
        if (!slots.TryGetValue(slot, out var own))
            return true;

        maybe |= own.Filter.MayHold(hash);
        own.Filter.Add(hash);
        own.Count++;
        return maybe;
    }

    bool MayHold(long slot, ulong hash) => !slots.TryGetValue(slot, out var known) || (known.Count > 0 && known.Filter.MayHold(hash));

    void Read(long slot, SeenSlot? old, int arriving)
    {
        var stored = table.Count(slot * Window, (slot + 1) * Window);
        var capacity = Math.Max(LeastCapacity, 2 * (stored + arriving));
        Forget(slot, old);
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
}
