using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>Finds out from the servers themselves which shard each configured node belongs to. One that is away is taken to be where it was.</summary>
static class ClickHouseTopology
{
    /// <exception cref="StoreUnavailableException">A node cannot be asked and never was: which shard it has is not known yet.</exception>
    /// <exception cref="StoreOpenException">The configuration does not fit the servers'.</exception>
    public static async Task<IReadOnlyList<Target>> FindAsync(IReadOnlyList<ClickHouseNode> nodes, ClickHouseOptions options, SendState state, CancellationToken cancellationToken)
    {
        if (options.Cluster is null)
            return [new Target(nodes[0].Address.Authority, 0, [nodes[0]])];
        var places = await Task.WhenAll(nodes.Select(async node => (Shard: await PlaceAsync(node, options, state, cancellationToken), Node: node)));
        var shards = places.Max(p => p.Shard.Count);
        state.Placed(places.Select(p => (p.Node.Address.Authority, p.Shard)));
        return Targets([.. places.Select(p => (p.Shard.Number, p.Node))], shards, options);
    }

    static async Task<ShardPlace> PlaceAsync(ClickHouseNode node, ClickHouseOptions options, SendState state, CancellationToken cancellationToken)
    {
        string answer;
        try
        {
            // Of the cluster's nodes, the one that answers; and how many shards there are.
            answer = await node.ExecuteAsync(
                $"select minIf(shard_num, is_local), uniqExact(shard_num) from system.clusters where cluster = '{options.Cluster}'", "default", cancellationToken);
        }
        catch (StoreUnavailableException) when (state.PlaceOf(node.Address.Authority) is not null)
        {
            return state.PlaceOf(node.Address.Authority)!;
        }

        var numbers = answer.Trim().Split('\t').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return numbers[0] > 0 ? new(numbers[0] - 1, numbers[1]) : throw new StoreOpenException(StoreOpenProblem.NoAccess,
            $"ClickHouse at {node.Address} is no node of a cluster '{options.Cluster}'. Look at remote_servers in its configuration, and at server.store.cluster and nodes in candor.yaml.");
    }

    static IReadOnlyList<Target> Targets(List<(int Shard, ClickHouseNode Node)> places, int shards, ClickHouseOptions options)
    {
        for (var shard = 0; shard < shards; shard++)
            if (places.TrueForAll(p => p.Shard != shard))
                throw new StoreOpenException(StoreOpenProblem.NoAccess,
                    $"The cluster '{options.Cluster}' has {shards} shards, and none of server.store.nodes is of shard {shard + 1}. Name every node.");
        return options.Keeper
            ? [.. places.GroupBy(p => p.Shard).Select(g => new Target($"shard {g.Key + 1}", g.Key, [.. g.Select(p => p.Node)]))]
            : [.. places.Select(p => new Target(p.Node.Address.Authority, p.Shard, [p.Node]))];
    }
}
