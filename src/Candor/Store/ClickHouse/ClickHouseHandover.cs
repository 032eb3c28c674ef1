using System.Globalization;
using System.Text;
using Candor.Journal;

namespace Candor.Store.ClickHouse;

/// <summary>
/// What moving a whole install to servers needs beside loading: who has written to them before, whether replicas hold the same, and from where on a
/// node's own collector brings its journal in.
/// </summary>
sealed class ClickHouseHandover(ClickHouseOptions options) : IDisposable
{
    readonly ClickHouseNode[] nodes = [.. options.Nodes.Select(n => new ClickHouseNode(n, options))];
    readonly string local = options.Cluster is null ? "" : "_local";

    /// <summary>The name under which the collector of that folder writes; it gets one when it has none.</summary>
    public static string CollectorOf(string folder) => SendState.Open(folder).Collector;

    /// <summary>Every collector that has written, with the first record that some node lacks of it.</summary>
    /// <exception cref="StoreUnavailableException">A node is away.</exception>
    public async Task<IReadOnlyDictionary<string, long>> WritersAsync(CancellationToken cancellationToken)
    {
        var writers = new Dictionary<string, long>();
        foreach (var node in nodes)
        {
            await ClickHouseMigrations.ApplyAsync(node, options, cancellationToken);
            var answer = await node.ExecuteAsync(
                $"select collector, toInt64(max(sequence)) from (select toString(collector) as collector, sequence from positions{local} union all select distinct toString(collector), toInt64(1) from signs{local}) group by collector",
                null, cancellationToken);
            foreach (var fields in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')))
            {
                var position = long.Parse(fields[1], CultureInfo.InvariantCulture);
                writers[fields[0]] = writers.TryGetValue(fields[0], out var other) ? Math.Min(other, position) : position;
            }
        }

        return writers;
    }

    /// <summary>The nodes whose rows of that collector are not those of the first node of their shard, by count and by hash of site and day. With a keeper the servers see to it themselves.</summary>
    public async Task<IReadOnlyList<string>> DifferingReplicasAsync(string collector, CancellationToken cancellationToken)
    {
        if (options.Cluster is null || options.Keeper)
            return [];
        var differing = new List<string>();
        foreach (var shard in (await ClickHouseTopology.FindAsync(nodes, options, SendState.Open(options.Folder), cancellationToken)).GroupBy(t => t.Shard))
        {
            string? first = null;
            foreach (var node in shard.SelectMany(t => t.Nodes))
            {
                var sums = await node.ExecuteAsync(
                    $"select site, toDate32(time) as day, count(), sum(cityHash64(* except (value), ifNull(value, 0), isNull(value))) from signs{local} where collector = '{collector}' group by site, day order by site, day",
                    null, cancellationToken);
                if (sums != (first ??= sums))
                    differing.Add(node.Address.Authority);
            }
        }

        return differing;
    }

    /// <summary>Says on every node that it has all that the collector of that folder took before <paramref name="next"/>: it goes on there, as after any restart.</summary>
    public async Task GoOnAtAsync(string folder, JournalPosition next, CancellationToken cancellationToken)
    {
        var collector = CollectorOf(folder);
        var position = new NativeBlock(("collector", "String"), ("sequence", "Int64"));
        position.Text(Encoding.UTF8.GetBytes(collector));
        position.Number(next.Sequence);
        position.EndRow();
        foreach (var node in nodes)
            await node.InsertAsync($"positions{local}", position, string.Create(CultureInfo.InvariantCulture, $"{collector}:from-{next.Sequence}"), cancellationToken);
    }

    public void Dispose() => Array.ForEach(nodes, n => n.Dispose());
}
