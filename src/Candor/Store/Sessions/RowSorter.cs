using System.Numerics;

namespace Candor.Store;

/// <summary>
/// Sorts rows by visitor and time. A visitor's key is a hash, so its first bits spread rows evenly over buckets of a few rows each,
/// which one pass fills: a fifth of the time of a comparing sort of them all.
/// </summary>
sealed class RowSorter
{
    /// <summary>Below it is not worth while to give back the memory of a larger batch.</summary>
    const int LeastRows = 2048;

    SortedRow[] rows = [];
    int[] ends = [];
    int count;

    /// <summary>Rows of nobody are left out. Valid until the next call.</summary>
    public ReadOnlySpan<SortedRow> Sort(EventBatch batch, List<int> kept)
    {
        var bits = BitOperations.Log2((uint)kept.Count | 1);
        var shift = 64 - Math.Max(bits, 1);
        if (rows.Length < kept.Count || rows.Length > 8 * Math.Max(kept.Count, LeastRows))
            (rows, ends) = (new SortedRow[kept.Count], []);
        Measure(batch, kept, shift);
        foreach (var number in kept)
        {
            ref var e = ref batch[number];
            if (e.Visitor != 0)
                rows[ends[(int)(e.Visitor >> shift)]++] = new(e.Visitor, e.Time, number, e.Class, e.Flags);
        }

        for (int bucket = 0, from = 0; bucket < 1 << (64 - shift); from = ends[bucket++])
            if (ends[bucket] - from > 1)
                SortBucket(rows.AsSpan(from, ends[bucket] - from));
        return rows.AsSpan(0, count);
    }

    /// <summary>There is a row of this visitor at this time.</summary>
    public bool Holds(ulong visitor, long time)
    {
        var at = rows.AsSpan(0, count).BinarySearch(new SortedRow(visitor, time, -1, default, default));
        at = at < 0 ? ~at : at;
        return at < count && rows[at].Visitor == visitor && rows[at].Time == time;
    }

    /// <summary>Leaves each bucket's beginning in <see cref="ends"/>; filling moves it to the end.</summary>
    void Measure(EventBatch batch, List<int> kept, int shift)
    {
        var buckets = 1 << (64 - shift);
        if (ends.Length < buckets)
            ends = new int[buckets];
        Array.Clear(ends);
        foreach (var number in kept)
            if (batch[number].Visitor is not 0 and var visitor)
                ends[(int)(visitor >> shift)]++;
        count = 0;
        for (var bucket = 0; bucket < buckets; bucket++)
            (ends[bucket], count) = (count, count + ends[bucket]);
    }

    /// <summary>Few rows, nearly in order: by insertion. A visitor with very many rows may have them in any order.</summary>
    static void SortBucket(Span<SortedRow> bucket)
    {
        if (bucket.Length > 32)
        {
            bucket.Sort();
            return;
        }

        for (var i = 1; i < bucket.Length; i++)
        {
            var row = bucket[i];
            var place = i;
            for (; place > 0 && bucket[place - 1].CompareTo(row) > 0; place--)
                bucket[place] = bucket[place - 1];
            bucket[place] = row;
        }
    }
}
