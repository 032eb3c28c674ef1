using System.Globalization;
using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Tests.Support;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store.ClickHouse;

/// <summary>Three collectors over two shards of two replicas, of which nodes are killed.</summary>
public sealed class ClusterTests : IDisposable
{
    const string Database = "candor_test";

    readonly TemporaryFolder folder = new();
    readonly ClickHouseCluster cluster = new();

    ClickHouseEventStore Open(string collector) => ClickHouseEventStore.Open(
        new ClickHouseOptions
        {
            Nodes = [.. cluster.Nodes.Select(n => n.Address)], Cluster = ClickHouseCluster.Name, Database = Database, Folder = folder[collector], RetryNode = TimeSpan.Zero,
        },
        TimeProvider.System);

    [Fact]
    public async Task ANodeThatIsKilledAndComesBackMissesNothingAndDoublesNothing()
    {
        Collector[] collectors = [.. Enumerable.Range(0, 3).Select(i => new Collector(() => Open($"c{i}"), i))];
        try
        {
            await Task.WhenAll(collectors.Select(c => c.LoadTo(400)));
            await Task.WhenAll(collectors.Select(c => c.LoadTo(1200)).Append(Task.Run(() => cluster.Nodes[1].Kill(), TestContext.Current.CancellationToken)));
            var running = Task.WhenAll(collectors.Select(c => c.LoadTo(2000)));
            collectors[2].Kill();
            await running;
            Assert.Equal(await Expected(collectors), await collectors[0].Store.Number("select count(*) from events"));

            cluster.Nodes[1].Start();
            await Task.WhenAll(collectors.Select(c => c.CatchUp()));
            Assert.Equal(await Expected(collectors), await collectors[0].Store.Number("select count(*) from events"));
            Assert.Equal(await Expected(collectors), await collectors[0].Store.Number("select count(distinct id) from events"));

            await ItTakesOverWhatItsNeighboursWereTold(cluster.Nodes[1], collectors[1]);

            // Each replica has the whole of its shard: any one of each pair may go.
            foreach (var lost in (int[])[0, 3])
                cluster.Nodes[lost].Kill();
            Assert.Equal(await Expected(collectors), await collectors[1].Store.Number("select count(*) from events"));
            Assert.Equal(Visit.Of(collectors.SelectMany(c => c.Events).DistinctBy(e => e.Id)).Count, await collectors[1].Store.Number("select count(*) from sessions"));
        }
        finally
        {
            foreach (var collector in collectors)
                await collector.DisposeAsync();
        }
    }

    static async Task ItTakesOverWhatItsNeighboursWereTold(ClickHouseServer node, Collector collector)
    {
        var (marked, stale) = (await Ask("select count(distinct collector, sequence) from duplicates_local"), await Ask("select count() from stale"));
        Assert.True(marked > 0, "Nothing reached two collectors: nothing was tested.");
        await NodeContent.AskAsync(node, "truncate table duplicates_local", CancellationToken.None, Database);
        collector.Kill();
        await collector.CatchUp();
        Assert.Equal(marked, await Ask("select count(distinct collector, sequence) from duplicates_local"));
        Assert.True(await Ask("select count() from stale") > stale, "The days whose kept visits count them are not marked.");

        async Task<long> Ask(string sql) => long.Parse(await NodeContent.AskAsync(node, sql, CancellationToken.None, Database), CultureInfo.InvariantCulture);
    }

    static Task<long> Expected(Collector[] collectors) => Task.FromResult((long)collectors.SelectMany(c => c.Events.Take(c.Loaded)).Select(e => e.Id).Distinct().Count());

    public void Dispose()
    {
        cluster.Dispose();
        folder.Dispose();
    }

    /// <summary>A collector's loader over the journal that it would have: its events, some of which another one got as well.</summary>
    sealed class Collector(Func<ClickHouseEventStore> open, int number) : IAsyncDisposable
    {
        volatile bool killed;

        public ClickHouseEventStore Store { get; private set; } = open();

        public Event[] Events { get; } = [.. Enumerable.Range(0, 2000).Select(i => View($"/{i % 50}", i * 0.5 + number * 0.1, $"c.{i % 97}", Id(i % 20 == 0 ? 9 : number, i)))];

        public int Loaded { get; private set; }

        static Guid Id(int collector, int i) => new(i + 1, (short)collector, 0, 0, 0, 0, 0, 0, 0, 0, 1);

        /// <summary>The process is gone and another begins where its folder says.</summary>
        public void Kill() => killed = true;

        public async Task LoadTo(int count)
        {
            for (var batch = 37; Store.Position.Sequence <= count; batch = batch * 7 % 101 + 20)
                await Step(Math.Min(count, (int)Store.Position.Sequence - 1 + batch));
            Loaded = Math.Max(Loaded, count);
        }

        public async Task CatchUp()
        {
            // A batch that is there already: the store looks which nodes are back, and says from where it needs the journal again.
            await Step((int)Store.Position.Sequence - 1);
            while (Store.Needed.Sequence <= Events.Length || Store.Position.Sequence <= Events.Length)
                await Step(Math.Min(Events.Length, (int)Store.Position.Sequence + 200));
        }

        async Task Step(int end)
        {
            if (killed)
            {
                killed = false;
                Store = open();
            }

            using var records = new EventBatch();
            for (var i = Math.Min(end, Store.Position.Sequence) - 1; i < end; i++)
                records.Add(i + 1, Line(Events[i]));
            try
            {
                await Store.LoadAsync(records, CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(20);
            }
        }

        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }
}
