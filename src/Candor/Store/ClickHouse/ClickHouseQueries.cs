using System.Data.Common;
using ClickHouse.Driver.ADO;

namespace Candor.Store.ClickHouse;

/// <summary>Asks the servers: any node answers for all, and where one is away the next is asked.</summary>
sealed class ClickHouseQueries(IReadOnlyList<ClickHouseNode> nodes, ClickHouseOptions options, TimeProvider time) : IDisposable
{
    static readonly TimeSpan MarksAge = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim asking = new(options.ConcurrentQueries);
    HashSet<string> marked = [];
    long markedAt;
    int turn;

    /// <summary>One that answered when it was last asked.</summary>
    public ClickHouseNode Node => nodes[(int)((uint)Volatile.Read(ref turn) % nodes.Count)];

    /// <summary>Duplicates were marked here: what is known of them is too old.</summary>
    public void ForgetMarks() => Interlocked.Exchange(ref markedAt, 0);

    public async Task<IReadOnlyList<T>> AskAsync<T>(string sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        await asking.WaitAsync(cancellationToken);
        try
        {
            var site = parameters.FirstOrDefault(p => p.Name == "site").Value as string;
            if (sql.Contains("{kept}", StringComparison.Ordinal))
                sql = sql.Replace("{kept}", await KeptAsync(site, cancellationToken), StringComparison.Ordinal);
            if (sql.Contains("$reach_from", StringComparison.Ordinal))
                parameters = [.. parameters, .. await ReachAsync(site!, parameters, cancellationToken)];
            return await ReadAsync(sql, parameters, row, cancellationToken);
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>As the nodes are: no waiting for a turn, nothing filled in.</summary>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            var node = nodes[(int)((uint)(Volatile.Read(ref turn) + tried) % nodes.Count)];
            try
            {
                return await ReadAsync(node, sql, parameters, row, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref turn);
                if (tried + 1 == nodes.Count)
                    throw new StoreUnavailableException($"ClickHouse at {node.Address} cannot be reached: {e.Message}", e);
            }
        }
    }

    async Task<IReadOnlyList<T>> ReadAsync<T>(ClickHouseNode node, string sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = node.Connect();
            await using var command = connection.CreateCommand();
            SqlParameters.Bind(command, sql, parameters);
            Limit(command);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(row(reader));
            return rows;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>A server's own defaults let one question take nearly all of its memory.</summary>
    public void Limit(ClickHouseCommand command)
    {
        command.CustomSettings["max_memory_usage"] = options.QueryMemory;
        command.CustomSettings["max_bytes_before_external_group_by"] = options.QueryMemory / 2;
        command.CustomSettings["max_bytes_before_external_sort"] = options.QueryMemory / 2;
        // In a report a name means the column, although a count beside it is called alike.
        command.CustomSettings["prefer_column_name_to_alias"] = 1;
        // A question within a question is answered once, for all shards; the servers' default is to refuse it.
        command.CustomSettings["distributed_product_mode"] = "global";
        command.CustomSettings["cancel_http_readonly_queries_on_client_close"] = 1;
        // A node that restarts is not waited for: its replica answers.
        command.CustomSettings["connect_timeout_with_failover_ms"] = 1000;
    }

    /// <summary>Leaves the rows out that are marked as duplicates. Most sites have none, and then two columns fewer are read.</summary>
    async Task<string> KeptAsync(string? site, CancellationToken cancellationToken)
    {
        if (markedAt == 0 || time.GetElapsedTime(markedAt) > MarksAge)
        {
            var now = time.GetTimestamp();
            marked = [.. await ReadAsync("select distinct toString(site) from duplicates", [], r => r.GetString(0), cancellationToken)];
            markedAt = now;
        }

        return site is null || marked.Contains(site) ? " and (collector, sequence) global not in (select collector, sequence from duplicates where site = $site)" : "";
    }

    Task<SqlParameter[]> ReachAsync(string site, IReadOnlyList<SqlParameter> parameters, CancellationToken cancellationToken) =>
        VisitReach.FindAsync(site, Instant(parameters, "from"), Instant(parameters, "to"), async (sql, bounds) =>
        {
            var text = sql.Replace("{kept}", await KeptAsync(site, cancellationToken), StringComparison.Ordinal);
            return (await ReadAsync(text, bounds, r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), cancellationToken))[0];
        });

    static DateTime Instant(IReadOnlyList<SqlParameter> parameters, string name) => (DateTime)parameters.First(p => p.Name == name).Value!;

    public void Dispose() => asking.Dispose();
}
