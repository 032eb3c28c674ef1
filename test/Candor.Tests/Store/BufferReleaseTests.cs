using Candor.Store;
using Candor.Store.DuckDb;
using Candor.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store;

public sealed class BufferReleaseTests
{
    const string Limit = "select value from duckdb_settings() where name = 'memory_limit'";
    const string Blocks = "select coalesce(sum(memory_usage_bytes), 0)::bigint from duckdb_memory() where tag = 'BASE_TABLE'";

    [Fact]
    public async Task BlocksThatAreOnDiskAreLetGoAndTheLimitIsAsBefore()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider();
        await using var store = DuckDbEventStore.Open(new EventStoreOptions { Path = folder["events.duckdb"], MemoryLimit = "512MB" }, time);
        var limit = await store.Rows(Limit);
        await store.ExecuteAsync([new(new SqlText("create table large as select hash(i) as h, hash(i + 1) as g from range(8000000) t(i)"))], CancellationToken.None);
        Assert.InRange(await store.Number($"select (select count(distinct h // 1000) from large) * 0 + ({Blocks})"), 64L << 20, 512L << 20);

        await store.Load(View("/a"));
        Assert.InRange(await store.Number(Blocks), 64L << 20, 512L << 20);
        time.Advance(TimeSpan.FromSeconds(5));
        await store.Load(View("/b"));
        Assert.InRange(await store.Number(Blocks), 0, 33L << 20);
        Assert.Equal(limit, await store.Rows(Limit));
    }
}
