using System.Runtime.InteropServices;

namespace Candor.Store;

/// <summary>
/// A blocked Bloom filter (Putze, Sanders, Singler 2007): all bits of a key lie in one cache line, so an answer costs one miss of
/// the cache. Full, about 1 in 900 absent keys is answered "maybe"; half full, 1 in 20,000.
/// </summary>
sealed unsafe class BloomFilter : IDisposable
{
    public const int BitsPerKey = 16;
    const int BlockBits = 512, BlockWords = BlockBits / 64, BitsOfKey = 6;

    readonly uint blocks;
    ulong* words;

    public BloomFilter(long capacity)
    {
        Capacity = capacity;
        blocks = (uint)(BytesFor(capacity) / (BlockBits / 8));
        words = (ulong*)NativeMemory.AlignedAlloc((nuint)Bytes, BlockBits / 8);
        NativeMemory.Clear(words, (nuint)Bytes);
    }

    public long Capacity { get; }

    public long Bytes => blocks * (long)(BlockBits / 8);

    public static long BytesFor(long capacity) => Math.Max(1, (capacity * BitsPerKey + BlockBits - 1) / BlockBits) * (BlockBits / 8);

    public static ulong Hash(UInt128 key)
    {
        var hash = (ulong)key * 0x9E3779B97F4A7C15 ^ (ulong)(key >> 64);
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ hash >> 32;
    }

    public void Add(ulong hash)
    {
        var block = Block(hash);
        var places = Places(hash);
        for (var i = 0; i < BitsOfKey; i++, places >>= 9)
            block[(places >> 6) & (BlockWords - 1)] |= 1UL << (int)(places & 63);
    }

    public bool MayHold(ulong hash)
    {
        var block = Block(hash);
        var places = Places(hash);
        var missing = 0UL;
        for (var i = 0; i < BitsOfKey; i++, places >>= 9)
            missing |= ~block[(places >> 6) & (BlockWords - 1)] & (1UL << (int)(places & 63));
        return missing == 0;
    }

    ulong* Block(ulong hash) => words + (hash >> 32) * blocks / (1UL << 32) * BlockWords;

    /// <summary>Nine bits for each place in the block, from a hash that the block's choice leaves free.</summary>
    static ulong Places(ulong hash)
    {
        var mixed = hash * 0x9FB21C651E98DF25;
        return mixed ^ mixed >> 35;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(words);
        words = null;
    }
}
