using System.Data.Common;
using System.Runtime.CompilerServices;
using Candor.Journal;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// Events in one DuckDB file. One connection loads, others ask: DuckDB's snapshots keep them apart, so a question never waits for a
/// batch nor a batch for a question.
/// </summary>
sealed class DuckDbEventStore : IEventStore
{
    readonly EventStoreOptions options;
    readonly TimeProvider time;
    readonly IReadOnlyList<SchemaMigration> migrations;
    readonly SemaphoreSlim writing = new(1);
    readonly SemaphoreSlim asking;
    DuckDbDatabase? database;
    DuckDbLoad? load;
    BufferRelease? release;
    JournalPosition position;
    long loaded, duplicates, quarantined;
    string? trouble;
    Action<LoadPoint, EventBatch>? reached;
    bool disposed;

    DuckDbEventStore(EventStoreOptions options, TimeProvider time, IReadOnlyList<SchemaMigration> migrations)
    {
        this.options = options;
        this.time = time;
        this.migrations = migrations;
        asking = new SemaphoreSlim(options.ConcurrentQueries);
        Open();
    }

    public JournalPosition Position => position;

    public JournalPosition Needed => position;

    public bool RollsUp => true;

    public IVisitDays? VisitDays => null;

    public StoreState State => new()
    {
        Engine = "DuckDB",
        EngineVersion = database?.Version ?? "",
        SchemaVersion = migrations[^1].Version,
        Position = position,
        BytesOnDisk = FileBytes(options.Path) + FileBytes(options.Path + ".wal"),
        Loaded = Interlocked.Read(ref loaded),
        Duplicates = Interlocked.Read(ref duplicates),
        Quarantined = Interlocked.Read(ref quarantined),
        Trouble = trouble,
    };

    /// <exception cref="StoreOpenException">Locked, damaged, written by a newer version, …: the message says what to do.</exception>
    public static DuckDbEventStore Open(EventStoreOptions options, TimeProvider time) => Open(options, time, SchemaMigrations.All);

    public static DuckDbEventStore Open(EventStoreOptions options, TimeProvider time, IReadOnlyList<SchemaMigration> migrations) => new(options, time, migrations);

    /// <summary>Lets a test stop a load at a named point.</summary>
    public void Interrupt(Action<LoadPoint, EventBatch>? at)
    {
        reached = at;
        load!.Reached = at;
    }

    public Task<LoadOutcome> LoadAsync(EventBatch batch, CancellationToken cancellationToken) =>
        WriteAsync(
            load =>
            {
                var outcome = Count(load.Run(batch));
                release!.Run(asking);
                return outcome;
            },
            cancellationToken);

    public Task<LoadOutcome> ReplayQuarantineAsync(CancellationToken cancellationToken) =>
        WriteAsync(load => Count(QuarantineReplay.Run(database!, load)), cancellationToken);

    public Task<RetentionOutcome> RetainAsync(IReadOnlyList<RetentionLimit> limits, CancellationToken cancellationToken) =>
        WriteAsync(
            load =>
            {
                load.Forget();
                return DuckDbRetention.Apply(database!, limits, cancellationToken);
            },
            cancellationToken);

    public Task<IReadOnlyList<T>> QueryAsync<T>(
        SqlText sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<T>>(
            connection =>
            {
                using var command = connection.Command(sql.DuckDb, [.. parameters]);
                using var stop = cancellationToken.Register(command.Cancel);
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                    rows.Add(row(reader));
                return rows;
            },
            cancellationToken);

    public Task ExecuteAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken) =>
        AskAsync(
            connection =>
            {
                using var transaction = connection.BeginTransaction();
                foreach (var (sql, parameters) in statements)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    using var command = connection.Command(sql.DuckDb, [.. parameters]);
                    using var stop = cancellationToken.Register(command.Cancel);
                    command.ExecuteNonQuery();
                }

                transaction.Commit();
                return true;
            },
            cancellationToken);

    public Task<SqlAnswer> QueryReadOnlyAsync(string sql, SqlLimits limits, CancellationToken cancellationToken) =>
        AskAsync(connection => ReadOnlySql.Run(connection, sql, limits, time, cancellationToken), cancellationToken);

    public async IAsyncEnumerable<Event> ReadEventsAsync(EventSelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            using var connection = database!.Connect();
            foreach (var e in StoredEvents.Read(connection, selection))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return e;
            }
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>The rows of a span of time in the order of <see cref="OrderedRows"/>, for whoever has the folder to himself and moves it elsewhere. The caller closes them.</summary>
    public OrderedRows ReadRows(DateTime from, DateTime to) => new(database!.Connect(), from, to);

    public Task CopyToAsync(string path, CancellationToken cancellationToken) => WriteAsync(
        _ =>
        {
            // Questions hold connections, and those that refresh derived tables write: none may while the file is read.
            var held = 0;
            try
            {
                for (; held < options.ConcurrentQueries; held++)
                    asking.Wait(cancellationToken);
                return DuckDbCopy.Make(database!, options.Path, path);
            }
            finally
            {
                if (held > 0)
                    asking.Release(held);
            }
        },
        cancellationToken);

    async Task<T> AskAsync<T>(Func<DuckDBConnection, T> ask, CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var connection = (database ?? throw new StoreUnavailableException($"The store is closed: {trouble}")).Connect();
                    return ask(connection);
                },
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // DuckDB's own does not carry the token.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
        finally
        {
            asking.Release();
        }
    }

    async Task<T> WriteAsync<T>(Func<DuckDbLoad, T> write, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (load is null)
                await ReopenAsync(cancellationToken);
            var result = await Task.Run(() => write(load!), CancellationToken.None);
            position = load!.Position;
            trouble = null;
            return result;
        }
        catch (DuckDBException e) when (DuckDbErrors.IsPassing(e))
        {
            trouble = e.Message;
            if (DuckDbErrors.IsFatal(e))
                Close();
            throw new StoreUnavailableException(e.Message, e);
        }
        catch (StoreOpenException e)
        {
            trouble = e.Message;
            throw new StoreUnavailableException(e.Message, e);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>After an error that closed the file. It is really closed only when no question holds a connection any more; those fail at once.</summary>
    async Task ReopenAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < options.ConcurrentQueries; i++)
            await asking.WaitAsync(cancellationToken);
        try
        {
            Open();
        }
        finally
        {
            asking.Release(options.ConcurrentQueries);
        }
    }

    void Open()
    {
        var opened = DuckDbDatabase.Open(options);
        try
        {
            using (var connection = opened.Connect())
                SchemaMigrations.Apply(connection, migrations, time.GetUtcNow());
            load = new DuckDbLoad(opened.Connect(), options.SeenBytes, time) { Reached = reached };
            position = load.Position;
            database = opened;
            release = new BufferRelease(opened, options, time);
        }
        catch (Exception e)
        {
            opened.Dispose();
            if (e is DuckDBException)
                throw DuckDbOpenErrors.Explain(options.Path, e);
            throw;
        }
    }

    void Close()
    {
        load?.Dispose();
        database?.Dispose();
        load?.Release();
        load = null;
        database = null;
    }

    LoadOutcome Count(LoadOutcome outcome)
    {
        Interlocked.Add(ref loaded, outcome.Events + outcome.Engagements);
        Interlocked.Add(ref duplicates, outcome.Duplicates);
        Interlocked.Add(ref quarantined, outcome.Quarantined);
        return outcome;
    }

    static long FileBytes(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await writing.WaitAsync();
        for (var i = 0; i < options.ConcurrentQueries; i++)
            await asking.WaitAsync();
        Close();
        writing.Dispose();
        asking.Dispose();
    }
}
