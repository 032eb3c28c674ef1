using System.Data.Common;
using DuckDB.NET.Data;

namespace Candor.Cli.Import;

/// <summary>
/// A CSV, NDJSON or Parquet file of events, read by a DuckDB of its own: <c>visitor</c> and <c>time</c> are required, the columns of
/// <see cref="ImportColumns"/> are known, and any other column becomes a property.
/// </summary>
sealed class ImportFile : IDisposable
{
    /// <summary>Named in an error; more of the same kind are only counted.</summary>
    const int ShownErrors = 20;

    readonly DuckDBConnection connection;
    readonly string relation;
    readonly ImportColumns columns;

    ImportFile(DuckDBConnection connection, string relation, ImportColumns columns)
    {
        this.connection = connection;
        this.relation = relation;
        this.columns = columns;
    }

    /// <exception cref="ImportException">The file is missing, is of no known kind, cannot be parsed, or lacks a required column.</exception>
    public static ImportFile Open(string path)
    {
        if (!File.Exists(path))
            throw new ImportException($"{path}: there is no such file.");
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        try
        {
            Execute(connection, "set memory_limit = '512MB'; set threads = 2; set TimeZone = 'UTC'; set autoinstall_known_extensions = false; set autoload_known_extensions = false");
            Execute(connection, $"set temp_directory = {Text(Path.Combine(Path.GetTempPath(), $"candor-import-{Environment.ProcessId}"))}");
            var reader = Reader(path);
            var columns = ImportColumns.Of(path, Describe(connection, reader));
            return new ImportFile(connection, columns.WithTextTypes(reader), columns);
        }
        catch (DuckDBException error)
        {
            connection.Dispose();
            throw new ImportException($"{path}: {FirstLine(error)}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole file once and counts its rows.</summary>
    /// <exception cref="ImportException">Rows that cannot be imported, the first twenty by number.</exception>
    public long Check()
    {
        try
        {
            var (rows, bad) = Query($"select count(*), count(*) filter (problem <> '') from ({Problems})", row => (row.GetInt64(0), row.GetInt64(1)))[0];
            if (bad == 0)
                return rows;
            var errors = Query($"select {columns.RowName} || ': ' || problem from ({Problems}) where problem <> '' order by n limit {ShownErrors}", row => row.GetString(0));
            if (bad > ShownErrors)
                errors.Add($"… and {bad - ShownErrors:N0} more");
            errors.Add($"Nothing was imported: {bad:N0} of {rows:N0} rows cannot be read.");
            throw new ImportException(string.Join('\n', errors));
        }
        catch (DuckDBException error)
        {
            throw new ImportException(FirstLine(error));
        }
    }

    /// <summary>The rows as <see cref="EventLine"/>s without site and receipt time, in the file's order, at most <paramref name="rows"/> a chunk.</summary>
    public IEnumerable<ImportChunk> Chunks(int rows)
    {
        using var command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"select {columns.Line} from (select *, row_number() over () as n from {relation})";
        using var reader = command.ExecuteReader();
        var chunk = new ImportChunk();
        while (reader.Read())
        {
            chunk.Add(reader.GetString(0));
            if (chunk.Rows < rows)
                continue;
            yield return chunk;
            chunk = new ImportChunk();
        }
        if (chunk.Rows > 0)
            yield return chunk;
    }

    public void Dispose() => connection.Dispose();

    string Problems => $"select n, {columns.Problem} as problem from (select *, row_number() over () as n from {relation})";

    List<T> Query<T>(string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    static string Reader(string path)
    {
        var name = path.ToLowerInvariant();
        if (name.EndsWith(".gz", StringComparison.Ordinal) || name.EndsWith(".zst", StringComparison.Ordinal))
            name = Path.GetFileNameWithoutExtension(name);
        return Path.GetExtension(name) switch
        {
            ".csv" or ".tsv" or ".txt" => $"read_csv({Text(path)}, header = true, sample_size = 100000)",
            ".ndjson" or ".jsonl" or ".json" => $"read_json({Text(path)}, format = 'auto', records = true, sample_size = 100000, maximum_object_size = 16777216)",
            ".parquet" => $"read_parquet({Text(path)})",
            var other => throw new ImportException($"{path}: '{other}' is no kind of file that can be imported. Use .csv, .tsv, .ndjson, .jsonl or .parquet (.csv and .ndjson may end in .gz)."),
        };
    }

    static List<(string Name, string Type)> Describe(DuckDBConnection connection, string reader)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"describe select * from {reader}";
        using var rows = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (rows.Read())
            columns.Add((rows.GetString(0), rows.GetString(1)));
        return columns;
    }

    static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    static string FirstLine(DuckDBException error) => string.Join(' ', error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(3));
}
