using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>
/// What turned out to be a copy while a replica was away: its neighbours were told, and the batch that told them is not sent again to one that had it for
/// long. So a node that comes back takes their marks over before it counts as there. With a keeper the servers see to it themselves.
/// </summary>
static class MissedMarks
{
    const string Settings = "settings skip_unavailable_shards = 1";

    /// <exception cref="StoreUnavailableException">The node is away again.</exception>
    public static async Task FetchAsync(ClickHouseNode node, ClickHouseOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (options.Cluster is null || options.Keeper)
            return;
        var missed = $"""
            from clusterAllReplicas(`{options.Cluster}`, currentDatabase(), duplicates_local)
            where (collector, sequence) global not in (select collector, sequence from duplicates_local)
            """;
        if (await node.ExecuteAsync($"select count() {missed} {Settings}", null, cancellationToken) is "0\n")
            return;
        // The day's mark first: nothing is folded while a node lacks marks that others have, so one is enough.
        var over = (now - VisitDay.MarkedAfter).ToUnixTimeMilliseconds();
        await node.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            insert into stale select site, hour, rand64() from (
                select distinct site, toInt64(floor(toUnixTimestamp64Milli(time) / 3600000)) as hour from signs_local
                where (collector, sequence) in (select collector, sequence {missed})) where (hour + 1) * 3600000 < {over} {Settings}
            """), null, cancellationToken);
        await node.ExecuteAsync($"insert into duplicates_local select distinct site, collector, sequence {missed} {Settings}", null, cancellationToken);
    }
}
