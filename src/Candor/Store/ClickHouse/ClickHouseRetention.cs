using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Deletes what is older than its site allows. Not by TTL: how long a site's events are kept is something that people change, and a table's
/// TTL would have to name every site. A deleted row is gone from all answers at once and from the disk with the next merge.
/// </summary>
static class ClickHouseRetention
{
    public static async Task<RetentionOutcome> ApplyAsync(
        IReadOnlyList<ClickHouseNode> nodes, ClickHouseOptions options, ClickHouseQueries queries, ClickHouseVisitDays days, IReadOnlyList<RetentionLimit> limits, CancellationToken cancellationToken)
    {
        using var held = await days.HoldAsync(cancellationToken);
        var outcome = default(RetentionOutcome);
        foreach (var limit in limits)
        {
            var before = await CountAsync(queries, limit.Site, cancellationToken);
            // Their days first: until they are folded again they are counted in what is left.
            foreach (var node in nodes)
                await days.ForgetAsync(node, limit.Site, limit.Before, cancellationToken);
            foreach (var node in nodes)
                await DeleteAsync(node, options, limit, cancellationToken);
            var after = await CountAsync(queries, limit.Site, cancellationToken);
            outcome = new(outcome.Events + before.Events - after.Events, outcome.Engagements + before.Engagements - after.Engagements,
                outcome.Sessions + before.Sessions - after.Sessions, outcome.Visitors + before.Visitors - after.Visitors);
        }

        return outcome;
    }

    static async Task DeleteAsync(ClickHouseNode node, ClickHouseOptions options, RetentionLimit limit, CancellationToken cancellationToken)
    {
        var local = options.Cluster is null ? "" : "_local";
        var (site, before) = (Quoted(limit.Site), string.Create(CultureInfo.InvariantCulture, $"fromUnixTimestamp64Milli({limit.Before.ToUnixTimeMilliseconds()}, 'UTC')"));
        // An event's age counts from the later of when it happened and when it came, or the history that somebody imports would be gone tomorrow.
        await node.ExecuteAsync($"delete from signs{local} where site = {site} and time < {before} and received < {before}", null, cancellationToken);
        await node.ExecuteAsync($"delete from visitors_seen{local} where site = {site} and key not in (select visitor from signs{local} where site = {site})", null, cancellationToken);
        await node.ExecuteAsync($"delete from dropped{local} where site = {site} and hour < {before}", null, cancellationToken);
        await node.ExecuteAsync($"delete from quarantined{local} where time < {before} and position(line, concat('\"site\":\"', {site}, '\"')) > 0", null, cancellationToken);
    }

    static async Task<RetentionOutcome> CountAsync(ClickHouseQueries queries, string site, CancellationToken cancellationToken) => (await queries.ReadAsync(
        """
        select toInt64(countIf(name != 'Engagement')), toInt64(countIf(name = 'Engagement')), (select toInt64(count()) from sessions where site = $site), (select toInt64(count()) from visitors where site = $site)
        from signs_kept where site = $site
        """,
        [new("site", site)], r => new RetentionOutcome(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), cancellationToken))[0];

    static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
