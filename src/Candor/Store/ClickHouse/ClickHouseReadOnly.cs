using System.Globalization;
using ClickHouse.Driver;

namespace Candor.Store.ClickHouse;

/// <summary>Someone's own SELECT. The server's read-only mode holds it to that: nothing is written, no file and no address is read, no limit is lifted.</summary>
static class ClickHouseReadOnly
{
    public static Task<SqlAnswer> RunAsync(ClickHouseQueries queries, string sql, SqlLimits limits, CancellationToken cancellationToken) =>
        queries.AtOneAsync(node => RunAsync(node, queries, sql, limits, cancellationToken), cancellationToken);

    static async Task<SqlAnswer> RunAsync(ClickHouseNode node, ClickHouseQueries queries, string sql, SqlLimits limits, CancellationToken cancellationToken)
    {
        await using var connection = node.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Trim().TrimEnd(';');
        queries.Limit(command);
        command.CustomSettings["readonly"] = 1;
        command.CustomSettings["max_execution_time"] = limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var columns = Enumerable.Range(0, reader.FieldCount).ToArray();
            var rows = new List<object?[]>();
            var cut = false;
            while (!cut && await reader.ReadAsync(cancellationToken))
                if (rows.Count == limits.Rows)
                    cut = true;
                else
                    rows.Add(Array.ConvertAll(columns, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
            return new(Array.ConvertAll(columns, reader.GetName), Array.ConvertAll(columns, reader.GetDataTypeName), rows, cut);
        }
        catch (ClickHouseServerException e)
        {
            throw new SqlRefusedException(e.Message, e);
        }
    }
}
