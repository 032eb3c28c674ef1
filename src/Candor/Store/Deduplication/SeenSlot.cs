namespace Candor.Store;

sealed class SeenSlot(BloomFilter filter)
{
    public BloomFilter Filter { get; } = filter;
    public long Count { get; set; }

    /// <summary>Memory was short: reading it again would not make it better.</summary>
    public bool CutShort { get; init; }
    public long LastUsed { get; set; }
}
