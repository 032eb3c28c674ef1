using System.Globalization;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

/// <summary>
/// Two shards of two replicas, three collectors, a loader and a dashboard, each a process of its own, under load; in each round a node and a collector die.
/// Short here; <c>./build.sh soak cluster</c> runs 50 rounds of the same.
/// </summary>
public sealed class ClusterKillTests(PostgresServer postgres) : IDisposable
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CANDOR_SOAK_ROUNDS") is { Length: > 0 } asked ? asked : "1", CultureInfo.InvariantCulture);

    static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("CANDOR_SOAK_SEED") is { Length: > 0 } asked ? asked : "1", CultureInfo.InvariantCulture);

    readonly TemporaryFolder folder = new();
    readonly Random random = new(Seed);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAcknowledgedEventCountsOnceWhicheverNodeAndCollectorAreKilled()
    {
        using var cluster = new ClickHouseCluster();
        await File.WriteAllTextAsync(folder["candor.yaml"], $$"""
            server:
              database: "{{postgres.NewDatabase()}}"
              store: {engine: clickhouse, cluster: {{ClickHouseCluster.Name}}, nodes: [{{string.Join(", ", cluster.Nodes.Select(n => $"\"{n.Address}\""))}}]}
            defaults:
              limits: {per_site: 1000000, per_address: 1000000}
            """, Cancel);
        var site = (await BuiltCandor.RunAsync(folder["dashboard"], "site", "add", "example.org", "--format", "json")).Json().GetProperty("site").GetString()!;
        var senders = new Senders(site, 3, Seed, TimeSpan.FromMilliseconds(20), again: 20);
        await using var loader = await RunningCandor.StartAsync(folder["loader"], "--role", "loader");
        await using var dashboard = await RunningCandor.StartAsync(folder["dashboard"], "--role", "dashboard");
        var collectors = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => KilledCollector.StartAsync(folder[$"collector-{i}"], senders)));
        try
        {
            for (var round = 1; round <= Rounds; round++)
            {
                await KillAsync(cluster, collectors);
                // Every other round the next faults find what has not settled yet.
                if (round % 2 == 0 || round == Rounds)
                    await CheckAsync(round, site, cluster, collectors, senders);
            }
        }
        finally
        {
            foreach (var collector in collectors)
                await collector.DisposeAsync();
        }
    }

    async Task KillAsync(ClickHouseCluster cluster, KilledCollector[] collectors)
    {
        var (node, collector) = (cluster.Nodes[random.Next(4)], collectors[random.Next(3)]);
        await PauseAsync(400);
        var ends = new[] { Task.Run(node.Kill, Cancel), After(300, collector.KillAsync) };
        await Task.WhenAll(ends);
        await PauseAsync(1500);
        await Task.WhenAll(Task.Run(node.Start, Cancel), After(1000, collector.StartAsync));
        await PauseAsync(700);
    }

    async Task After(int milliseconds, Func<Task> then)
    {
        await PauseAsync(milliseconds);
        await then();
    }

    Task PauseAsync(int mean) => Task.Delay(TimeSpan.FromMilliseconds(-mean * Math.Log(1 - random.NextDouble())), Cancel);

    /// <summary>Stops the load, waits until every node has everything, and counts.</summary>
    async Task CheckAsync(int round, string site, ClickHouseCluster cluster, KilledCollector[] collectors, Senders senders)
    {
        foreach (var collector in collectors)
            await collector.RestAsync();
        var started = TimeProvider.System.GetTimestamp();
        var contents = await SettledAsync(cluster, collectors);
        var took = TimeProvider.System.GetElapsedTime(started);

        // Whichever replica of each shard answers.
        foreach (var first in contents[..2])
            foreach (var second in contents[2..])
                Judge(first.With(second), senders, round);
        var stored = contents[0].With(contents[2]).Counted().Count;
        Assert.Equal((stored, stored), await CountAsync());
        var overview = (await BuiltCandor.RunAsync(folder["dashboard"], "report", "overview", "--site", site, "--period", "7d", "--format", "json")).Json();
        Assert.Equal((stored, stored), (overview.GetProperty("events").GetInt32(), overview.GetProperty("pageviews").GetInt32()));
        Say($"round {round}: {senders.Sent.Count(s => s.Value)} acknowledged of {senders.Sent.Count} sent, {stored} stored, each once at every replica and in the report; {contents.Max(c => c.Duplicates.Count)} copies left out; settled in {took.TotalSeconds:0.0} s; {cluster.Nodes.Sum(n => n.Restarts)} nodes ended by themselves so far (seed {Seed})");
        foreach (var collector in collectors)
            collector.Go();
    }

    static void Judge(NodeContent seen, Senders senders, int round)
    {
        var counted = seen.Counted();
        var twice = counted.Where(c => c.Value > 1).Select(c => c.Key).ToList();
        var lost = senders.Sent.Where(s => s.Value && !counted.ContainsKey(s.Key)).Select(s => s.Key).ToList();
        var invented = counted.Keys.Where(id => !senders.Sent.ContainsKey(id)).ToList();
        Assert.True(twice.Count + lost.Count + invented.Count == 0,
            $"Round {round}, seed {Seed}, by {seen.Node}: {counted.Count} stored, {lost.Count} lost ({string.Join(", ", lost.Take(3))}), {twice.Count} twice ({string.Join(", ", twice.Take(3).Select(seen.Describe))}), {invented.Count} never sent.");
        Assert.True(counted.Count > round, "The senders hardly sent anything: nothing was tested.");
    }

    /// <summary>What every node has, once all of them have all of every journal.</summary>
    static async Task<NodeContent[]> SettledAsync(ClickHouseCluster cluster, KilledCollector[] collectors)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            var positions = new List<string>();
            foreach (var node in cluster.Nodes)
                positions.Add(await NodeContent.AskAsync(node, "select collector, max(sequence) from positions_local group by collector order by collector", Cancel));
            var lags = await Task.WhenAll(collectors.Select(c => c.LagAsync()));
            if (positions.Distinct().Count() == 1 && lags.All(l => l == 0))
                return await Task.WhenAll(cluster.Nodes.Select(n => NodeContent.ReadAsync(n, Cancel)));
            if (limit.IsCancellationRequested)
                Assert.Fail($"The cluster does not settle: {string.Join(" | ", lags)} records behind; positions {string.Join(" | ", positions)}; {string.Join("\n", await Task.WhenAll(collectors.Select(c => c.SaidAsync())))}");
            await Task.Delay(200, Cancel);
        }
    }

    async Task<(int Rows, int Ids)> CountAsync()
    {
        var row = (await BuiltCandor.RunAsync(folder["dashboard"], "query", "select count() as n, count(distinct id) as ids from events", "--format", "json")).Json()[0];
        return (row.GetProperty("n").GetInt32(), row.GetProperty("ids").GetInt32());
    }

    static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    public void Dispose() => folder.Dispose();
}
