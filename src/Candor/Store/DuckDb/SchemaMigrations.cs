using System.Globalization;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// Brings a store to this version's schema: the numbered files of <c>Migrations/</c>, each in one transaction with its line in the
/// table <c>migrations</c>. Killed halfway, the next start goes on with the first one that is not in the table.
/// </summary>
static class SchemaMigrations
{
    const string Folder = "Candor.Store.DuckDb.Migrations.";

    public static IReadOnlyList<SchemaMigration> All { get; } = Load();

    public static int Apply(DuckDBConnection connection, IReadOnlyList<SchemaMigration> migrations, DateTimeOffset now)
    {
        connection.Execute("create table if not exists migrations (version integer primary key, name varchar not null, applied timestamp not null)");
        var version = connection.Scalar<int>("select coalesce(max(version), 0) from migrations");
        if (version > migrations[^1].Version)
            throw new StoreOpenException(StoreOpenProblem.NewerSchema,
                $"The store has schema {version}, this program knows up to {migrations[^1].Version}: it was written by a newer Candor. Run that one, or restore a backup from before the upgrade.");

        foreach (var migration in migrations.Where(m => m.Version > version))
            Apply(connection, migration, now);
        return migrations[^1].Version;
    }

    static void Apply(DuckDBConnection connection, SchemaMigration migration, DateTimeOffset now)
    {
        connection.Execute("begin transaction");
        try
        {
            connection.Execute(migration.Sql);
            connection.Execute("insert into migrations values ($version, $name, $now)",
                new("version", migration.Version), new("name", migration.Name), new("now", now.UtcDateTime));
            connection.Execute("commit");
        }
        catch (DuckDBException e)
        {
            connection.TryExecute("rollback");
            throw new StoreOpenException(StoreOpenProblem.MigrationFailed, $"Migration {migration.Name} failed and was undone; the store is as it was. {e.Message}", e);
        }
    }

    static SchemaMigration[] Load()
    {
        var assembly = typeof(SchemaMigrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(name[Folder.Length..^4], assembly.GetManifestResourceStream(name)!))];
    }

    static SchemaMigration Read(string name, Stream stream)
    {
        using var reader = new StreamReader(stream);
        return new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
