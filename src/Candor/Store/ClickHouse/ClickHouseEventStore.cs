using System.Data.Common;
using Candor.Journal;
using ClickHouse.Driver;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Events on ClickHouse servers, one or a cluster. It opens although none can be reached: a collector starts and answers all the same, and
/// the journal keeps what comes until a node of every shard takes it.
/// </summary>
sealed class ClickHouseEventStore : IEventStore
{
    readonly ClickHouseOptions options;
    readonly IReadOnlyList<ClickHouseNode> nodes;
    readonly ClickHouseQueries queries;
    readonly ClickHouseSending sending;
    readonly ClickHouseVisitDays visitDays;
    readonly SemaphoreSlim writing = new(1);
    long position, loaded, duplicates, quarantined;
    string? trouble, version;
    bool disposed;

    ClickHouseEventStore(ClickHouseOptions options, TimeProvider time)
    {
        this.options = options;
        nodes = [.. options.Nodes.Select(n => new ClickHouseNode(n, options))];
        queries = new ClickHouseQueries(nodes, options, time);
        sending = new ClickHouseSending(nodes, options, queries, time);
        visitDays = new ClickHouseVisitDays(options, time, token => WriteAsync(() => Task.FromResult(sending.Targets), token));
    }

    public JournalPosition Position => new(Interlocked.Read(ref position));

    public JournalPosition Needed => new(sending.Needed);

    public bool RollsUp => false;

    public IVisitDays? VisitDays => visitDays;

    public StoreState State => new()
    {
        Engine = "ClickHouse",
        EngineVersion = version ?? "",
        SchemaVersion = ClickHouseMigrations.All[^1].Version,
        Position = Position,
        BytesOnDisk = queries.BytesOnDisk,
        Loaded = Interlocked.Read(ref loaded),
        Duplicates = Interlocked.Read(ref duplicates),
        Quarantined = Interlocked.Read(ref quarantined),
        Trouble = trouble,
    };

    /// <exception cref="StoreOpenException">A server answers and does not fit: a newer schema, another cluster.</exception>
    public static ClickHouseEventStore Open(ClickHouseOptions options, TimeProvider time)
    {
        var store = new ClickHouseEventStore(options, time);
        try
        {
            Task.Run(() => store.WriteAsync(() => Task.FromResult(true), CancellationToken.None)).GetAwaiter().GetResult();
        }
        catch (StoreUnavailableException)
        {
            // The loader tries again.
        }
        catch
        {
            Task.Run(async () => await store.DisposeAsync()).GetAwaiter().GetResult();
            throw;
        }

        return store;
    }

    public Task<LoadOutcome> LoadAsync(EventBatch batch, CancellationToken cancellationToken) => WriteAsync(
        async () =>
        {
            if (batch.Records == 0)
                return new(Position, 0, 0, 0, 0);
            var outcome = await sending.SendAsync(batch, cancellationToken);
            Interlocked.Add(ref loaded, outcome.Events + outcome.Engagements);
            Interlocked.Add(ref duplicates, outcome.Duplicates);
            Interlocked.Add(ref quarantined, outcome.Quarantined);
            return outcome;
        },
        cancellationToken);

    public Task<IReadOnlyList<T>> QueryAsync<T>(
        SqlText sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken) =>
        queries.AskAsync(sql.ClickHouse ?? sql.DuckDb, parameters, row, cancellationToken);

    /// <summary>There are no transactions: each statement stands for itself.</summary>
    public async Task ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
            await queries.ExecuteAsync(statement, cancellationToken);
    }

    public Task<SqlAnswer> QueryReadOnlyAsync(string sql, SqlLimits limits, CancellationToken cancellationToken) =>
        ClickHouseReadOnly.RunAsync(queries, sql, limits, cancellationToken);

    public IAsyncEnumerable<Event> ReadEventsAsync(EventSelection selection, CancellationToken cancellationToken) =>
        queries.StreamAsync(ClickHouseStoredEvents.Sql, ClickHouseStoredEvents.Parameters(selection), StoredRow.Read, cancellationToken);

    public Task<RetentionOutcome> RetainAsync(IReadOnlyList<RetentionLimit> limits, CancellationToken cancellationToken) =>
        WriteAsync(() => ClickHouseRetention.ApplyAsync(nodes, options, queries, visitDays, limits, cancellationToken), cancellationToken);

    public Task<LoadOutcome> ReplayQuarantineAsync(CancellationToken cancellationToken) => WriteAsync(() => sending.ReplayAsync(cancellationToken), cancellationToken);

    public Task CopyToAsync(string path, CancellationToken cancellationToken) => throw new StoreUnavailableException(
        $"The events are in ClickHouse, whose own BACKUP command copies them: BACKUP DATABASE {options.Database} TO Disk('backups', '{options.Database}.zip').");

    async Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await sending.ConnectAsync(cancellationToken);
            version ??= (await queries.ReadAsync("select version()", [], r => r.GetString(0), cancellationToken))[0];
            await queries.MeasureAsync(cancellationToken);
            var result = await write();
            trouble = null;
            return result;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreOpenException)
        {
            trouble = e.Message;
            throw;
        }
        catch (ClickHouseServerException e)
        {
            trouble = e.Message;
            throw new StoreUnavailableException(e.Message, e);
        }
        finally
        {
            Interlocked.Exchange(ref position, sending.Position);
            writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await writing.WaitAsync();
        queries.Dispose();
        foreach (var node in nodes)
            node.Dispose();
        sending.Dispose();
        visitDays.Dispose();
        writing.Dispose();
    }
}
