using DuckDB.NET.Data;

namespace Candor.Audit.Many;

/// <summary>Statements with numbered parameters.</summary>
static class AuditSql
{
    public static int Run(this DuckDBConnection db, string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Command(db, sql, values);
        return command.ExecuteNonQuery();
    }

    public static List<T> Rows<T>(this DuckDBConnection db, string sql, Func<DuckDBDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Command(db, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    static DuckDBCommand Command(DuckDBConnection db, string sql, ReadOnlySpan<object?> values)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
            command.Parameters.Add(new DuckDBParameter(value ?? DBNull.Value));
        return command;
    }
}
