using System.Globalization;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// DuckDB keeps every block it has written or read until its memory limit is reached, so a server that only takes events grows to the
/// limit. Now and then the limit is lowered for an instant, which drops blocks that are on disk anyway (the system's page cache has them)
/// and gives the allocator's free pages back.
/// </summary>
sealed class BufferRelease(DuckDbDatabase database, EventStoreOptions options, TimeProvider time)
{
    /// <summary>Blocks that may stay, so that panels asked again and again find theirs.</summary>
    const long Kept = 32L << 20;

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    long last = time.GetTimestamp();

    /// <summary>To be called while nobody loads. Does nothing when it is not time yet, or somebody asks: a question may need the whole limit.</summary>
    public void Run(SemaphoreSlim asking)
    {
        if (time.GetElapsedTime(last) < Interval)
            return;
        var held = 0;
        try
        {
            while (held < options.ConcurrentQueries && asking.Wait(0))
                held++;
            if (held == options.ConcurrentQueries)
                Release();
        }
        finally
        {
            if (held > 0)
                asking.Release(held);
        }
    }

    void Release()
    {
        last = time.GetTimestamp();
        using var connection = database.Connect();
        // What is not a block of the file would be written to the temporary folder: it keeps its room.
        var needed = connection.Scalar<long>("select coalesce(sum(memory_usage_bytes) filter (tag <> 'BASE_TABLE'), 0)::bigint from duckdb_memory()");
        var least = string.Create(CultureInfo.InvariantCulture, $"{(needed + Kept) >> 10}KiB");
        try
        {
            if (connection.Scalar<bool>($"select parse_formatted_bytes('{least}') < parse_formatted_bytes('{options.MemoryLimit}')"))
                connection.Execute($"set global memory_limit = '{least}'");
        }
        catch (DuckDBException)
        {
            // Not so much could be freed just now: the limit stays as it was.
        }
        finally
        {
            connection.Execute($"set global memory_limit = '{options.MemoryLimit}'");
        }
    }
}
