using System.Data.Common;
using System.Runtime.CompilerServices;
using ClickHouse.Driver.ADO;

namespace Candor.Store.ClickHouse;

/// <summary>Asks the servers: any node answers for all, and where one is away the next is asked.</summary>
sealed class ClickHouseQueries(IReadOnlyList<ClickHouseNode> nodes, ClickHouseOptions options, TimeProvider time) : IDisposable
{
    static readonly TimeSpan MarksAge = TimeSpan.FromSeconds(1), BytesAge = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim asking = new(options.ConcurrentQueries);
    HashSet<string> marked = [];
    long markedAt, bytes, measuredAt;
    int turn;

    /// <summary>What the tables take on all nodes, as of the last <see cref="MeasureAsync"/>.</summary>
    public long BytesOnDisk => Interlocked.Read(ref bytes);

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
    public Task<IReadOnlyList<T>> ReadAsync<T>(string sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken) =>
        AtOneAsync(node => ReadAsync(node, sql, parameters, row, cancellationToken), cancellationToken);

    /// <summary>Does it at a node; where that one is away, at the next.</summary>
    /// <exception cref="StoreUnavailableException">All of them are.</exception>
    public async Task<T> AtOneAsync<T>(Func<ClickHouseNode, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var node = nodes[(int)((uint)Volatile.Read(ref turn) % nodes.Count)];
            try
            {
                return await ask(node);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref turn);
                if (tried + 1 == nodes.Count)
                    throw new StoreUnavailableException($"ClickHouse at {node.Address} cannot be reached: {e.Message}", e);
            }
        }
    }

    /// <summary>Rows as they come, however many. A node that is away when it is asked is passed over; one that is lost on the way ends the answer.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(string sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var answer = await AtOneAsync(
            async node =>
            {
                var connection = node.Connect();
                var command = connection.CreateCommand();
                SqlParameters.Bind(command, sql, parameters);
                Limit(command);
                try
                {
                    return new StreamedAnswer(connection, command, await command.ExecuteReaderAsync(cancellationToken));
                }
                catch
                {
                    await command.DisposeAsync();
                    await connection.DisposeAsync();
                    throw;
                }
            },
            cancellationToken);
        while (await answer.Reader.ReadAsync(cancellationToken))
            yield return row(answer.Reader);
    }

    /// <summary>Runs a statement that changes derived tables, at one node for all. It may run twice where a node is lost meanwhile.</summary>
    public Task ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken) => AtOneAsync(
        async node =>
        {
            await using var connection = node.Connect();
            await using var command = connection.CreateCommand();
            SqlParameters.Bind(command, statement.Sql.ClickHouse ?? statement.Sql.DuckDb, statement.Parameters);
            command.CustomSettings["mutations_sync"] = 2;
            return await command.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Asks what the tables take, now and then.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (measuredAt != 0 && time.GetElapsedTime(measuredAt) < BytesAge)
            return;
        measuredAt = time.GetTimestamp();
        var parts = options.Cluster is null ? "system.parts" : $"clusterAllReplicas(`{options.Cluster}`, system.parts)";
        var sum = await ReadAsync($"select toInt64(sum(bytes_on_disk)) from {parts} where active and database = '{options.Database}' settings skip_unavailable_shards = 1", [], r => r.GetInt64(0), cancellationToken);
        Interlocked.Exchange(ref bytes, sum[0]);
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
