using System.Collections.Frozen;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// Someone's own SELECT. DuckDB's parser says that it is one single SELECT, a read-only transaction holds it to that, and the
/// database's locked settings keep files, network and extensions away.
/// </summary>
static class ReadOnlySql
{
    /// <summary>Functions that a SELECT may name and that still act on the database, or that hide another statement.</summary>
    static readonly FrozenSet<string> Refused = new[]
    {
        "checkpoint", "force_checkpoint", "enable_logging", "disable_logging", "truncate_duckdb_logs", "enable_profile", "disable_profile",
        "json_execute_serialized_sql", "query", "query_table",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static SqlAnswer Run(DuckDBConnection connection, string sql, SqlLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var select = sql.Trim().TrimEnd(';');
            RequireSelect(connection, WithoutExplain(select));
            connection.Execute("begin transaction read only");
            using var command = connection.Command(select);
            command.UseStreamingMode = true;
            using var deadline = new CancellationTokenSource(limits.Time, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            using var stop = both.Token.Register(command.Cancel);
            return Read(command, limits, deadline.Token);
        }
        catch (DuckDBException e)
        {
            throw new SqlRefusedException(e.Message, e);
        }
    }

    static SqlAnswer Read(DuckDBCommand command, SqlLimits limits, CancellationToken deadline)
    {
        try
        {
            using var reader = command.ExecuteReader();
            var columns = Enumerable.Range(0, reader.FieldCount).ToArray();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                if (rows.Count == limits.Rows)
                    return Answer(cut: true);
                deadline.ThrowIfCancellationRequested();
                rows.Add(Array.ConvertAll(columns, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
            }

            return Answer(cut: false);

            SqlAnswer Answer(bool cut) => new(Array.ConvertAll(columns, reader.GetName), Array.ConvertAll(columns, reader.GetDataTypeName), rows, cut);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw new SqlRefusedException($"The query was stopped after {limits.Time.TotalSeconds:0} s. Narrow the time range, or ask for more time.");
        }
    }

    static void RequireSelect(DuckDBConnection connection, string sql)
    {
        var parsed = connection.Scalar<string>("select json_serialize_sql($sql::varchar)::varchar", new SqlParameter("sql", sql));
        using var json = JsonDocument.Parse(parsed, new JsonDocumentOptions { MaxDepth = 2048 });
        if (json.RootElement.GetProperty("error").GetBoolean())
            throw new SqlRefusedException(Explain(json.RootElement));
        if (json.RootElement.GetProperty("statements").GetArrayLength() != 1)
            throw new SqlRefusedException("One SELECT at a time, please.");
        RequireHarmless(json.RootElement);
    }

    static void RequireHarmless(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                RequireHarmless(item);
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
            if (member.NameEquals("function_name"u8) && Refused.Contains(member.Value.GetString()!))
                throw new SqlRefusedException($"{member.Value.GetString()}() does more than read.");
            else
                RequireHarmless(member.Value);
    }

    static string Explain(JsonElement error)
    {
        var message = error.TryGetProperty("error_message", out var text) ? text.GetString() ?? "" : "";
        return message.Contains("Only SELECT", StringComparison.OrdinalIgnoreCase)
            ? "Only SELECT is possible here: the store is written by the loader alone."
            : message;
    }

    static string WithoutExplain(string sql) =>
        sql.StartsWith("explain", StringComparison.OrdinalIgnoreCase) && sql.Length > 7 && char.IsWhiteSpace(sql[7]) ? sql[8..] : sql;
}
