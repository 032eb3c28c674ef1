using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Tests.Support;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store.ClickHouse;

/// <summary>What may go wrong between a collector and its server changes no count.</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string database = ClickHouseServer.NewDatabase();

    ClickHouseEventStore Open(string collector = "one", Uri? address = null) => ClickHouseEventStore.Open(
        new ClickHouseOptions { Nodes = [address ?? ClickHouseServer.Shared.Address], Database = database, Folder = folder[collector], RetryNode = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(20) }, TimeProvider.System);

    static Event[] Visits(int count) => [.. Enumerable.Range(0, count).Select(i => View($"/{i}", i * 7, $"c.{i % 3}"))];

    static EventBatch Batch(long first, IEnumerable<Event> events)
    {
        var batch = new EventBatch();
        foreach (var e in events)
            batch.Add(first++, Line(e));
        return batch;
    }

    [Theory]
    [InlineData("insert%20into%20signs")]
    [InlineData("insert%20into%20visitors_seen")]
    [InlineData("insert%20into%20positions")]
    public async Task ABatchWhoseAnswerWasLostIsStoredOnce(string lost)
    {
        using var network = new FaultyNetwork(ClickHouseServer.Shared.HttpPort);
        await using var store = Open(address: network.Address);
        var events = Visits(40);
        await store.Load(events[..10]);
        network.LoseAnswerTo = lost;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Load(events[10..20]));
        Assert.Equal(1, network.Lost);

        // By now the journal has more: the batch is cut as it was, or the server would not know it again.
        var more = Batch(11, events[10..]);
        while (store.Position.Sequence < 41)
        {
            more = Batch(store.Position.Sequence, events[((int)store.Position.Sequence - 1)..]);
            await store.LoadAsync(more, CancellationToken.None);
        }

        Assert.Equal(40, await store.Number("select count(*) from signs"));
        Assert.Equal(40, await store.Number("select count(distinct path) from events"));
    }

    [Fact]
    public async Task ACountOfDroppedEventsWhoseAnswerWasLostCountsOnce()
    {
        using var network = new FaultyNetwork(ClickHouseServer.Shared.HttpPort);
        await using var store = Open(address: network.Address);
        Event[] records = [.. Visits(10).Select((e, i) => i % 2 == 0 ? e : e with { Name = "health", Title = "a rule", Time = Noon, Value = i, Source = EventSource.Guard })];
        network.LoseAnswerTo = "insert%20into%20dropped";
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Load(records));
        Assert.Equal(1, network.Lost);
        await store.Load(records);

        Assert.Equal(11, store.Position.Sequence);
        Assert.Equal(1 + 3 + 5 + 7 + 9, await store.Number("select sum(events) from dropped final"));
        Assert.Equal(5, await store.Number("select count(*) from events"));
    }

    [Fact]
    public async Task ALoaderKilledBeforeItsPositionWasWrittenStoresItsBatchOnce()
    {
        var events = Visits(30);
        using (var network = new FaultyNetwork(ClickHouseServer.Shared.HttpPort))
        {
            await using var killed = Open(address: network.Address);
            network.LoseAnswerTo = "insert%20into%20signs";
            await Assert.ThrowsAsync<StoreUnavailableException>(() => killed.Load(events[..20]));
        }

        await using var store = Open();
        Assert.Equal(1, store.Position.Sequence);
        Assert.Equal(0, (await store.LoadAsync(Batch(1, events[..5]), CancellationToken.None)).Records); // Not the batch that was begun.
        Assert.Equal(20, (await store.LoadAsync(Batch(1, events), CancellationToken.None)).Events);
        Assert.Equal(21, store.Position.Sequence);
        Assert.Equal(10, (await store.LoadAsync(Batch(21, events[20..]), CancellationToken.None)).Events);
        Assert.Equal(30, await store.Number("select count(*) from signs"));
    }

    [Fact]
    public async Task ABatchSentTwiceIsStoredOnce()
    {
        await using var store = Open();
        var events = Visits(25);
        await store.LoadAsync(Batch(1, events), CancellationToken.None);
        Assert.Equal(0, (await store.LoadAsync(Batch(1, events), CancellationToken.None)).Records);
        Assert.Equal(26, store.Position.Sequence);
        Assert.Equal(25, await store.Number("select count(*) from signs"));
    }

    [Fact]
    public async Task AnEventThatReachedTwoCollectorsCountsOnce()
    {
        await using var one = Open();
        await using var two = Open("two");
        var e = View("/a");
        await one.Load(e, View("/b", 1));
        Assert.Equal(1, (await two.Load(e with { Received = e.Received + 500 })).Duplicates);
        Assert.Equal(["/a", "/b"], await one.Rows("select path from events order by path"));
        Assert.Equal(["2|2"], await two.Rows("select pageviews, events from sessions"));
    }

    [Fact]
    public async Task AVisitOverTwoCollectorsIsOneVisit()
    {
        await using var one = Open();
        await using var two = Open("two");
        await one.Load(View("/first", 0), View("/third", 40));
        await two.Load(View("/second", 20), Engagement(View("/first", 0), 900, 2));
        Assert.Equal(["/first|/third|3|900"], await one.Rows("select entry_path, exit_path, pageviews, engaged_ms from sessions"));
    }

    [Fact]
    public async Task WhatTwoCollectorsStoreAtOnceIsCountedOnce()
    {
        await using var one = Open();
        await using var two = Open("two");
        for (var round = 0; round < 5; round++)
        {
            var events = Visits(50);
            await Task.WhenAll(one.Load(events), two.Load(events.Reverse()));
        }

        Assert.Equal(500, await one.Number("select count(*) from signs"));
        Assert.Equal(250, await one.Number("select count(*) from events"));
        Assert.Equal(250, await one.Number("select count(distinct id) from events"));
    }

    [Fact]
    public async Task AServerThatIsAwayAtTheStartAndComesBackMissesNothing()
    {
        ClickHouseServer.Require();
        using var server = new ClickHouseServer(ClickHouseServer.FreePort(), ClickHouseServer.FreePort());
        var events = Visits(30);
        await using (var before = Open(address: server.Address))
            await before.Load(events[..10]);

        server.Kill();
        await using var store = Open(address: server.Address);
        Assert.NotNull(store.State.Trouble);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.LoadAsync(Batch(11, events[10..20]), CancellationToken.None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Number("select count(*) from signs"));

        server.Start();
        var outcome = await store.LoadAsync(Batch(store.Position.Sequence, events[((int)store.Position.Sequence - 1)..20]), CancellationToken.None);
        Assert.Equal(outcome.Next, store.Position);
        while (store.Position.Sequence < 31)
            await store.LoadAsync(Batch(store.Position.Sequence, events[((int)store.Position.Sequence - 1)..]), CancellationToken.None);
        Assert.Null(store.State.Trouble);
        Assert.Equal(30, await store.Number("select count(*) from signs"));
    }

    public void Dispose() => folder.Dispose();
}
