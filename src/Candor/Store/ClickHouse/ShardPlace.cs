namespace Candor.Store.ClickHouse;

/// <param name="Number">The shard that a node has, from 0.</param>
/// <param name="Count">How many shards the cluster has.</param>
sealed record ShardPlace(int Number, int Count);
