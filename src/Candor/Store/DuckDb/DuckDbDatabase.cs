using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// The open database file. Settings are fixed and locked before anyone's SQL can run: no files, no extensions, a bound on memory
/// and threads. Closed when the last connection is.
/// </summary>
sealed class DuckDbDatabase : IDisposable
{
    readonly string connectionString;
    readonly DuckDBConnection keeper;

    DuckDbDatabase(string connectionString)
    {
        this.connectionString = connectionString;
        keeper = Connect();
    }

    public string Version => keeper.ServerVersion;

    public static DuckDbDatabase Open(EventStoreOptions options)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
            var database = new DuckDbDatabase(ConnectionString(options));
            // Reports see UTC whatever the machine's zone; sites' own zones are named in their SQL.
            database.keeper.Execute("set global TimeZone = 'UTC'");
            // Freed pages go back to the system at once and not after the next large allocation: 50 to 80 MB after a bulk load.
            database.keeper.Execute("set global allocator_background_threads = true");
            // BufferRelease's; someone's own SQL is a SELECT and sets nothing.
            database.keeper.Execute("set global allowed_configs = ['memory_limit']");
            database.keeper.Execute("set global lock_configuration = true");
            return database;
        }
        catch (Exception e) when (e is DuckDBException or UnauthorizedAccessException or IOException)
        {
            throw DuckDbOpenErrors.Explain(options.Path, e);
        }
    }

    public DuckDBConnection Connect()
    {
        var connection = new DuckDBConnection(connectionString);
        connection.Open();
        return connection;
    }

    static string ConnectionString(EventStoreOptions options) => new DuckDBConnectionStringBuilder
    {
        DataSource = Path.GetFullPath(options.Path),
        MemoryLimit = options.MemoryLimit,
        Threads = options.Threads,
        TempDirectory = Path.GetFullPath(options.Path) + ".tmp",
        EnableExternalAccess = false,
        AutoinstallKnownExtensions = false,
        AutoloadKnownExtensions = false,
        AllowCommunityExtensions = false,
        AllowPersistentSecrets = false,
        // The newest layout: texts in dictionaries compress better than in the one that old versions read.
        StorageCompatibilityVersion = "latest",
        // A checkpoint rewrites the tables' unfinished ends. 16 MB, the default, made loading a fifth slower; 64 MB replay in about a second.
        CheckpointThreshold = "64MB",
    }.ConnectionString;

    public void Dispose() => keeper.Dispose();
}
