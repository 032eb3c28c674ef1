using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Brings a node to this version's schema: the numbered files of <c>Migrations/</c>. Their statements can be run again, since
/// ClickHouse has no transaction around them: a node that was lost halfway begins the file anew.
/// </summary>
static class ClickHouseMigrations
{
    const string Folder = "Candor.Store.ClickHouse.Migrations.";

    public static IReadOnlyList<(int Version, string Name, string Sql)> All { get; } = Load();

    /// <exception cref="StoreOpenException">Its schema is newer than this program.</exception>
    /// <exception cref="StoreUnavailableException">The node is away.</exception>
    public static async Task ApplyAsync(ClickHouseNode node, ClickHouseOptions options, CancellationToken cancellationToken)
    {
        // Names are checked when the configuration is read; here they are quoted all the same.
        await node.ExecuteAsync($"create database if not exists `{options.Database}`", "default", cancellationToken);
        await node.ExecuteAsync("create table if not exists migrations (version Int32, name String, applied DateTime('UTC') default now()) engine = MergeTree order by version", null, cancellationToken);
        var version = int.Parse(await node.ExecuteAsync("select max(version) from migrations", null, cancellationToken), CultureInfo.InvariantCulture);
        if (version > All[^1].Version)
            throw new StoreOpenException(StoreOpenProblem.NewerSchema,
                $"The database {options.Database} at {node.Address} has schema {version}, this program knows up to {All[^1].Version}: it was written by a newer Candor. Run that one.");
        foreach (var (number, name, sql) in All.Where(m => m.Version > version))
        {
            foreach (var statement in Statements(sql, options))
                await node.ExecuteAsync(statement, null, cancellationToken);
            await node.ExecuteAsync($"insert into migrations (version, name) values ({number}, '{name}')", null, cancellationToken);
        }
    }

    /// <summary>The file's statements for this kind of installation. What names the cluster is for clusters alone.</summary>
    static IEnumerable<string> Statements(string sql, ClickHouseOptions options)
    {
        var clustered = options.Cluster is not null;
        var text = string.Join('\n', sql.Split('\n').Select(l => l.IndexOf("--", StringComparison.Ordinal) is >= 0 and var at ? l[..at] : l));
        foreach (var statement in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (clustered || !statement.Contains("{cluster}", StringComparison.Ordinal))
                yield return Engines(statement, options.Keeper)
                    .Replace("{cluster}", $"`{options.Cluster}`", StringComparison.Ordinal)
                    .Replace("{local}", clustered ? "_local" : "", StringComparison.Ordinal)
                    .Replace("{stamped}", VisitSql.Stamped("signs_kept", "1", "*"), StringComparison.Ordinal)
                    .Replace("{sessions}", VisitSql.Sessions, StringComparison.Ordinal);
    }

    /// <remarks>Replicas find each other by the path, which no other table has; <c>{shard}</c> and <c>{replica}</c> are the servers' own macros.</remarks>
    static string Engines(string statement, bool keeper) => statement
        .Replace("{deduplication}", keeper
            ? "replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 2592000"
            : "non_replicated_deduplication_window = 10000", StringComparison.Ordinal)
        .Replace("{MergeTree}", keeper ? $"ReplicatedMergeTree({Path})" : "MergeTree", StringComparison.Ordinal)
        .Replace("{ReplacingMergeTree}", keeper ? $"ReplicatedReplacingMergeTree({Path})" : "ReplacingMergeTree", StringComparison.Ordinal)
        .Replace("{ReplacingMergeTree(sequence)}", keeper ? $"ReplicatedReplacingMergeTree({Path}, sequence)" : "ReplacingMergeTree(sequence)", StringComparison.Ordinal)
        .Replace("{AggregatingMergeTree}", keeper ? $"ReplicatedAggregatingMergeTree({Path})" : "AggregatingMergeTree", StringComparison.Ordinal);

    const string Path = "'/clickhouse/tables/{database}/{table}/{shard}', '{replica}'";

    static (int, string, string)[] Load()
    {
        var assembly = typeof(ClickHouseMigrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(name[Folder.Length..^4], assembly.GetManifestResourceStream(name)!))];
    }

    static (int, string, string) Read(string name, Stream stream)
    {
        using var reader = new StreamReader(stream);
        return (int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
