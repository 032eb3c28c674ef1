using System.Numerics;

namespace Candor.Analyze.Rollups;

/// <summary>Counts different visitors over several sets: one bit for each number. Used again and again, since it is as large as the site.</summary>
sealed class VisitorUnion
{
    ulong[] bits = new ulong[1024];

    public long Count(IReadOnlyList<byte[]> sets, IReadOnlyList<uint> more)
    {
        long count = 0;
        foreach (var set in sets)
        {
            uint number = 0;
            for (ReadOnlySpan<byte> rest = set; !rest.IsEmpty;)
            {
                number = VisitorSet.Next(ref rest, number);
                count += Add(number);
            }
        }
        foreach (var number in more)
            count += Add(number);
        Clear(sets, more);
        return count;
    }

    int Add(uint number)
    {
        var index = (int)(number >> 6);
        if (index >= bits.Length)
            Array.Resize(ref bits, (int)BitOperations.RoundUpToPowerOf2((uint)index + 1));
        var bit = 1UL << (int)(number & 63);
        var fresh = (bits[index] & bit) == 0;
        bits[index] |= bit;
        return fresh ? 1 : 0;
    }

    /// <summary>Most rows have few visitors: undoing what was set costs less than wiping everything, except for large ones.</summary>
    void Clear(IReadOnlyList<byte[]> sets, IReadOnlyList<uint> more)
    {
        if (sets.Sum(s => (long)s.Length) + more.Count > bits.Length / 2)
        {
            Array.Clear(bits);
            return;
        }
        foreach (var set in sets)
        {
            uint number = 0;
            for (ReadOnlySpan<byte> rest = set; !rest.IsEmpty;)
                bits[(number = VisitorSet.Next(ref rest, number)) >> 6] = 0;
        }
        foreach (var number in more)
            bits[number >> 6] = 0;
    }
}
