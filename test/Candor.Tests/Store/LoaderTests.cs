using System.Text;
using Candor.Journal;
using Candor.Store;
using Candor.Store.DuckDb;
using Candor.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store;

public sealed class LoaderTests : IAsyncLifetime
{
    static readonly LoaderOptions Options = new()
    {
        LiveInterval = TimeSpan.Zero,
        BusyInterval = TimeSpan.Zero,
        FirstBackoff = TimeSpan.FromMilliseconds(1),
        MostBackoff = TimeSpan.FromMilliseconds(5),
        ReleaseEvery = TimeSpan.Zero,
    };

    readonly TemporaryFolder folder = new();
    EventJournal journal = null!;
    DuckDbEventStore store = null!;
    Loader loader = null!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        journal = EventJournal.Open(
            new JournalOptions { Directory = folder["journal"], MinFreeBytes = 0, SegmentBytes = 20_000 }, TimeProvider.System, NullLogger<EventJournal>.Instance);
        store = DuckDbEventStore.Open(new EventStoreOptions { Path = folder["events.duckdb"], MemoryLimit = "512MB" }, TimeProvider.System);
        await Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await store.DisposeAsync();
        await journal.DisposeAsync();
        folder.Dispose();
    }

    async Task Start()
    {
        loader = new Loader(journal, store, TimeProvider.System, NullLogger<Loader>.Instance, Options);
        await loader.StartAsync(Cancel);
    }

    async Task Stop()
    {
        await loader.StopAsync(CancellationToken.None);
        loader.Dispose();
    }

    async Task Append(params IEnumerable<Event> events)
    {
        foreach (var chunk in events.Chunk(100))
        {
            var lines = chunk.SelectMany(e => (byte[])[.. Line(e), (byte)'\n']).ToArray();
            Assert.Equal(AppendStatus.Durable, (await journal.AppendAsync(lines, chunk.Length)).Status);
        }
    }

    Task Stored() => loader.WaitUntilStoredAsync(new(journal.LastDurableSequence + 1), Cancel);

    [Fact]
    public async Task WhatTheJournalHoldsIsStored()
    {
        await Append(Enumerable.Range(0, 1000).Select(i => View($"/{i}", i)));
        await Stored();
        Assert.Equal(1000, await store.Number("select count(*) from events"));
        await Append(View("/live"));
        await Stored();
        Assert.Equal(1001, await store.Number("select count(*) from events"));
        Assert.Equal(new LoaderState(new(1002), 0, null), loader.State);
    }

    [Fact]
    public async Task TheJournalMayForgetWhatIsStored()
    {
        await Append(Enumerable.Range(0, 2000).Select(i => View($"/{i}", i)));
        await Stored();
        await Stop();
        Assert.Equal(new JournalPosition(2001), journal.PositionOf(Loader.ReaderName));
        Assert.True(journal.State.OldestSequence > 1);
        await Start();
    }

    [Fact]
    public async Task ARestartedLoaderGoesOnWhereTheStoreIs()
    {
        await Append(View("/a"));
        await Stored();
        await Stop();
        await Append(View("/b"), View("/c"));
        Assert.Equal(2, loader.State.Lag);
        await Start();
        await Stored();
        Assert.Equal(["/a", "/b", "/c"], await store.Rows("select path from events order by path"));
    }

    [Fact]
    public async Task AFailingStoreIsTriedUntilItWorksAndSaysWhatIsWrong()
    {
        var failures = 0;
        LoaderTrouble? seen = null;
        store.Interrupt((_, _) =>
        {
            seen = loader.State.Trouble ?? seen;
            if (failures++ < 5)
                throw new StoreUnavailableException("the disk is full");
        });
        await Append(View("/a"), View("/b"));
        await Stored();
        Assert.Equal("the disk is full", seen?.Reason);
        Assert.Null(loader.State.Trouble);
        Assert.Equal(2, await store.Number("select count(*) from events"));
        Assert.Equal(0, await store.Number("select count(*) from quarantine"));
    }

    [Fact]
    public async Task OneEventThatCannotBeStoredDoesNotHoldUpTheRest()
    {
        store.Interrupt((_, batch) =>
        {
            for (var i = 0; i < batch.Count; i++)
                if (batch.Arena.Text(batch[i][EventText.Path]) == "/poison")
                    throw new InvalidOperationException("poisoned");
        });
        await Append(Enumerable.Range(0, 300).Select(i => View(i == 137 ? "/poison" : $"/{i}", i)));
        await Stored();
        Assert.Equal(299, await store.Number("select count(*) from events"));
        Assert.Equal(["138|InvalidOperationException: poisoned"], await store.Rows("select sequence, reason from quarantine"));

        // After the fix it can be tried again.
        store.Interrupt(null);
        Assert.Equal(1, (await store.ReplayQuarantineAsync(Cancel)).Events);
        Assert.Equal(300, await store.Number("select count(distinct path) from events"));
        Assert.Equal(0, await store.Number("select count(*) from quarantine"));
    }

    [Fact]
    public async Task GarbageInTheJournalIsSetAside()
    {
        await journal.AppendAsync(Encoding.UTF8.GetBytes("{}\n{\"site\":1}\n"), 2);
        await Append(View("/a"));
        await Stored();
        Assert.Equal(2, await store.Number("select count(*) from quarantine"));
        Assert.Equal(1, await store.Number("select count(*) from events"));
    }
}
