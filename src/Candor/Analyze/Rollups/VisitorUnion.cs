using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Candor.Analyze.Rollups;

/// <summary>Counts different visitors over several sets: one bit for each number. Used again and again, since it is as large as the site.</summary>
sealed class VisitorUnion : IDisposable
{
    ulong[] bits = Rent(1024);

    public long Count(IReadOnlyList<ReadOnlyMemory<byte>> sets, IReadOnlyList<uint> more)
    {
        long count = 0;
        foreach (var set in sets)
            count += Add(set.Span);
        foreach (var number in more)
            count += Add(number);
        Clear(sets, more);
        return count;
    }

    /// <summary>The inner loop of every rolled up answer: a million numbers in a month of a busy site's panel. Whether a number is new is
    /// as good as random, so it is counted without a branch; and it is optimised from its first call, as a report may be the first for hours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int Add(ReadOnlySpan<byte> set)
    {
        var words = bits;
        var count = 0;
        uint number = 0;
        for (var i = 0; i < set.Length;)
        {
            uint part = set[i++];
            var distance = part & 0x7F;
            for (var shift = 7; part >= 0x80; shift += 7)
            {
                part = set[i++];
                distance |= (part & 0x7F) << shift;
            }
            number += distance;
            var index = (int)(number >> 6);
            if (index >= words.Length)
                words = Grow(index);
            var word = words[index];
            count += (int)(~word >> (int)(number & 63) & 1);
            words[index] = word | 1UL << (int)(number & 63);
        }
        return count;
    }

    int Add(uint number)
    {
        var index = (int)(number >> 6);
        var words = index >= bits.Length ? Grow(index) : bits;
        var before = words[index];
        words[index] |= 1UL << (int)(number & 63);
        return before == words[index] ? 0 : 1;
    }

    ulong[] Grow(int index)
    {
        var larger = Rent((int)BitOperations.RoundUpToPowerOf2((uint)index + 1));
        bits.CopyTo(larger, 0);
        ArrayPool<ulong>.Shared.Return(bits);
        return bits = larger;
    }

    static ulong[] Rent(int words)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(words);
        Array.Clear(rented);
        return rented;
    }

    /// <summary>Most rows have few visitors: undoing what was set costs less than wiping everything, except for large ones.</summary>
    void Clear(IReadOnlyList<ReadOnlyMemory<byte>> sets, IReadOnlyList<uint> more)
    {
        if (sets.Sum(s => (long)s.Length) + more.Count > bits.Length / 16)
        {
            Array.Clear(bits);
            return;
        }
        foreach (var set in sets)
            foreach (var number in VisitorSet.Decode(set))
                bits[number >> 6] = 0;
        foreach (var number in more)
            bits[number >> 6] = 0;
    }

    public void Dispose()
    {
        ArrayPool<ulong>.Shared.Return(bits);
        bits = [];
    }
}
