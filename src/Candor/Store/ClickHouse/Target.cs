namespace Candor.Store.ClickHouse;

/// <summary>Something that has to be sent its own copy: a node, or with a keeper a shard, whose nodes copy from each other.</summary>
/// <param name="shard">From 0.</param>
/// <param name="nodes">Any of them takes it.</param>
sealed class Target(string name, int shard, IReadOnlyList<ClickHouseNode> nodes)
{
    public string Name => name;

    public int Shard => shard;

    public IReadOnlyList<ClickHouseNode> Nodes => nodes;

    /// <summary>The first record of this collector that it lacks; 0 while nobody has asked it.</summary>
    public long Position { get; set; }

    /// <summary>Why it could not be reached, and when it is tried again; null while it works.</summary>
    public string? Trouble { get; private set; }

    public long RetryAt { get; private set; }

    /// <summary>When this collector last wrote its position there; 0 when it has yet to.</summary>
    public long AnnouncedAt { get; set; }

    public void Failed(string reason, long retryAt) => (Trouble, RetryAt, Position, AnnouncedAt) = (reason, retryAt, 0, 0);

    public void Works(long position) => (Trouble, Position) = (null, position);

    /// <summary>Does it at the first node that can.</summary>
    public async Task<T> AskAsync<T>(Func<ClickHouseNode, Task<T>> ask)
    {
        for (var i = 0; ; i++)
            try
            {
                return await ask(nodes[i]);
            }
            catch (StoreUnavailableException) when (i + 1 < nodes.Count)
            {
            }
    }
}
