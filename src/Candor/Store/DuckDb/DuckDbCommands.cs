using System.Globalization;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

static class DuckDbCommands
{
    public static int Execute(this DuckDBConnection connection, string sql, params ReadOnlySpan<SqlParameter> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>A statement over a feed of so many rows: none at all when it is empty.</summary>
    public static void ExecuteFor(this DuckDBConnection connection, int rows, string sql)
    {
        if (rows > 0)
            connection.Execute(sql);
    }

    /// <summary>For the undoing of what failed: DuckDB may have undone it itself.</summary>
    public static void TryExecute(this DuckDBConnection connection, string sql)
    {
        try
        {
            connection.Execute(sql);
        }
        catch (DuckDBException)
        {
        }
    }

    public static T Scalar<T>(this DuckDBConnection connection, string sql, params ReadOnlySpan<SqlParameter> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), CultureInfo.InvariantCulture);
    }

    public static DuckDBCommand Command(this DuckDBConnection connection, string sql, params ReadOnlySpan<SqlParameter> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(name, value ?? DBNull.Value));
        return command;
    }
}
