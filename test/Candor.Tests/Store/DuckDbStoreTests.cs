using Candor.Store;
using Candor.Store.DuckDb;
using Candor.Tests.Support;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store;

public sealed class DuckDbStoreTests : SessionContract
{
    readonly TemporaryFolder folder = new();

    private protected override IEventStore Open() => Open(SchemaMigrations.All);

    DuckDbEventStore Open(IReadOnlyList<SchemaMigration> migrations) =>
        DuckDbEventStore.Open(new EventStoreOptions { Path = folder["events.duckdb"], MemoryLimit = "512MB" }, TimeProvider.System, migrations);

    DuckDbEventStore DuckDb => (DuckDbEventStore)Store;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(LoadPoint.EventsWritten)]
    [InlineData(LoadPoint.SessionsWritten)]
    [InlineData(LoadPoint.PositionWritten)]
    [InlineData(LoadPoint.Committed)]
    public async Task ABatchThatFailsAnywhereIsStoredOnceWhenItIsTriedAgain(object at)
    {
        var events = Enumerable.Range(0, 40).Select(i => View($"/{i}", i * 7, $"c.{i % 3}")).ToArray();
        await Store.Load(events[..20]);
        DuckDb.Interrupt((point, _) =>
        {
            if (point.Equals(at))
                throw new InvalidOperationException("killed here");
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Load(events[20..]));
        DuckDb.Interrupt(null);

        // A killed process leaves the file as it is: nothing is told to close.
        await Reopen();
        Assert.Equal(at.Equals(LoadPoint.Committed) ? 41 : 21, Store.Position.Sequence);
        if (Store.Position.Sequence == 21)
            await Store.Load(events[20..]);
        Assert.Equal(40, await Store.Number("select count(*) from events"));
        Assert.Equal(40, await Store.Number("select count(distinct path) from events"));
        Assert.Equal(Visit.Of(events).Count, await Store.Number("select count(*) from sessions"));
        Assert.Equal(41, Store.Position.Sequence);
    }

    [Fact]
    public async Task AFailedBatchDoesNotMakeItsEventsLookLikeDuplicates()
    {
        var e = View("/a");
        DuckDb.Interrupt((_, _) => throw new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Load(e));
        DuckDb.Interrupt(null);
        Assert.Equal(1, (await Store.Load(e)).Events);
    }

    [Fact]
    public async Task QuestionsSeeTheStateBeforeTheBatchWhileItIsLoaded()
    {
        await Store.Load(View("/a"));
        var seen = -1L;
        DuckDb.Interrupt((point, _) =>
        {
            if (point == LoadPoint.PositionWritten)
                seen = Store.Number("select count(*) from events").GetAwaiter().GetResult();
        });
        await Store.Load(View("/b"), View("/c"));
        Assert.Equal(1, seen);
        Assert.Equal(3, await Store.Number("select count(*) from events"));
    }

    [Fact]
    public async Task ALongQuestionDoesNotHoldUpLoading()
    {
        await Store.Load(View("/a"));
        using var cancel = new CancellationTokenSource();
        var question = Store.QueryAsync(new SqlText("select count(*) from events, range(1000000000000) t(i) where hash(i) = 7"), [], row => row.GetInt64(0), cancel.Token);
        for (var i = 0; i < 20; i++)
            await Store.Load(View($"/{i}", i));
        Assert.False(question.IsCompleted);
        Assert.Equal(21, await Store.Number("select count(*) from events"));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
    }

    [Fact]
    public async Task AFileThatIsNoDatabaseIsNotTouched()
    {
        await Store.DisposeAsync();
        File.WriteAllText(folder["events.duckdb"], new string('x', 20_000));
        var refused = Assert.Throws<StoreOpenException>(() => Open());
        Assert.Equal(StoreOpenProblem.Corrupt, refused.Problem);
        Assert.Contains(folder["events.duckdb"], refused.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 20_000), File.ReadAllText(folder["events.duckdb"]));
        File.Delete(folder["events.duckdb"]);
        await Reopen();
    }

    [Fact]
    public async Task ADamagedFileIsRefusedWithTheRemedy()
    {
        await Store.Load(Enumerable.Range(0, 2000).Select(i => View($"/{i}")));
        await Store.DisposeAsync();
        var bytes = File.ReadAllBytes(folder["events.duckdb"]);
        for (var i = 12_288 + 100; i < bytes.Length; i += 4096)
            bytes[i] ^= 1;
        File.WriteAllBytes(folder["events.duckdb"], bytes);
        var refused = Assert.Throws<StoreOpenException>(() => Open());
        Assert.Equal(StoreOpenProblem.Corrupt, refused.Problem);
        Assert.Contains("candor restore", refused.Message, StringComparison.Ordinal);
        File.Delete(folder["events.duckdb"]);
        await Reopen();
    }

    [Fact]
    public async Task AStoreOfANewerVersionIsRefused()
    {
        await Store.ExecuteAsync([new(new SqlText("insert into migrations values (999, '0999_future', now()::timestamp)"))], CancellationToken.None);
        await Store.DisposeAsync();
        var refused = Assert.Throws<StoreOpenException>(() => Open());
        Assert.Equal(StoreOpenProblem.NewerSchema, refused.Problem);
        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
        File.Delete(folder["events.duckdb"]);
        await Reopen();
    }

    [Fact]
    public async Task AMigrationThatFailsLeavesTheStoreAsItWas()
    {
        await Store.Load(View("/a"));
        await Store.DisposeAsync();
        SchemaMigration[] broken =
        [
            .. SchemaMigrations.All,
            new(900, "0900_good", "create table good (i integer); insert into good values (1);"),
            new(901, "0901_broken", "create table half (i integer); insert into half values (1); select error('killed halfway');"),
        ];
        Assert.Equal(StoreOpenProblem.MigrationFailed, Assert.Throws<StoreOpenException>(() => Open(broken)).Problem);

        SchemaMigration[] mended = [.. broken[..^1], new(901, "0901_mended", "create table half (i integer);")];
        await using (var store = Open(mended))
        {
            Assert.Equal(901, store.State.SchemaVersion);
            Assert.Equal(1, await store.Number("select count(*) from good"));
            Assert.Equal(0, await store.Number("select count(*) from half"));
            Assert.Equal(1, await store.Number("select count(*) from events"));
        }

        File.Delete(folder["events.duckdb"]);
        await Reopen();
    }

    [Theory]
    [InlineData("select path from events order by path limit 2")]
    [InlineData("from events select path;")]
    [InlineData("with a as (select path from events) select path from a -- a remark")]
    [InlineData("(select path from events) union all (select path from events)")]
    [InlineData("describe events")]
    [InlineData("show tables")]
    [InlineData("summarize events")]
    [InlineData("values (1), (2)")]
    [InlineData("explain select path from events")]
    public async Task AnyoneMayReadWithOneSelect(string sql)
    {
        await Store.Load(View("/a"), View("/b"));
        Assert.NotEmpty((await Store.QueryReadOnlyAsync(sql, new(), CancellationToken.None)).Rows);
    }

    [Theory]
    [InlineData("select * from read_csv('/etc/passwd')")]
    [InlineData("select * from read_text('/etc/passwd')")]
    [InlineData("select * from '/etc/passwd'")]
    [InlineData("select * from glob('/etc/*')")]
    [InlineData("select * from sniff_csv('/etc/passwd')")]
    [InlineData("copy events to '/tmp/candor-should-not-be.csv'")]
    [InlineData("attach ':memory:' as other")]
    [InlineData("set threads = 1")]
    [InlineData("set memory_limit = '10GB'")]
    [InlineData("select * from query('set memory_limit = ''10GB''')")]
    [InlineData("pragma database_size")]
    [InlineData("install httpfs")]
    [InlineData("load httpfs")]
    [InlineData("export database '/tmp/candor-should-not-be'")]
    [InlineData("insert into events select * from events")]
    [InlineData("delete from events")]
    [InlineData("update events set path = ''")]
    [InlineData("create table x (i integer)")]
    [InlineData("create temp table x (i integer)")]
    [InlineData("drop table events")]
    [InlineData("checkpoint")]
    [InlineData("select * from force_checkpoint()")]
    [InlineData("select * from enable_logging()")]
    [InlineData("from json_execute_serialized_sql(json_serialize_sql('from enable_logging()'))")]
    [InlineData("select * from query('from checkpoint()')")]
    [InlineData("select * from load_events()")]
    [InlineData("explain analyze insert into events select * from events")]
    [InlineData("select 1; select 2")]
    [InlineData("select 1; drop table events")]
    [InlineData("begin")]
    [InlineData("selekt 1")]
    [InlineData("select 1 from")]
    [InlineData("select no_such_column from events")]
    [InlineData("")]
    public async Task NothingElseIsRun(string sql)
    {
        await Store.Load(View("/a"));
        var refused = await Assert.ThrowsAsync<SqlRefusedException>(() => Store.QueryReadOnlyAsync(sql, new(), CancellationToken.None));
        Assert.NotEmpty(refused.Message);
        Assert.Equal(["/a"], await Store.Rows("select path from events"));
        Assert.Equal(1, (await Store.Load(View("/b"))).Events);
    }

    [Fact]
    public async Task AnAnswerIsCutAtItsLimit()
    {
        var answer = await Store.QueryReadOnlyAsync("select i, 'x' as t from range(1000000) t(i)", new() { Rows = 10 }, CancellationToken.None);
        Assert.True(answer.Cut);
        Assert.Equal(10, answer.Rows.Count);
        Assert.Equal(["i", "t"], answer.Columns);
        Assert.False((await Store.QueryReadOnlyAsync("select 1 from range(10)", new() { Rows = 10 }, CancellationToken.None)).Cut);
    }

    [Fact]
    public async Task AnEndlessQuestionIsStopped()
    {
        var refused = await Assert.ThrowsAsync<SqlRefusedException>(() => Store.QueryReadOnlyAsync(
            "select count(*) from range(1000000000000) t(i) where hash(i) = 7", new() { Time = TimeSpan.FromMilliseconds(200) }, CancellationToken.None));
        Assert.Contains("stopped", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RetentionGivesSpaceBack()
    {
        for (var batch = 0; batch < 4; batch++)
            await Store.Load(Enumerable.Range(0, 20_000).Select(i => View($"/{Guid.NewGuid()}", -100_000, $"v{i}")));
        await Reopen();
        var before = await Used();
        await Store.RetainAsync([new(Site, DateTimeOffset.FromUnixTimeMilliseconds(Noon), false)], CancellationToken.None);
        await Reopen();
        Assert.Equal(0, await Store.Number("select count(*) from events"));
        Assert.True(await Used() < before / 4, $"{before} blocks before, {await Used()} after");

        async Task<long> Used() => await Store.Number("select used_blocks from pragma_database_size()");
    }
}
