using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Candor.Sites;

/// <summary>A PostgreSQL database that all nodes of a cluster share. Nothing connects before somebody asks.</summary>
sealed class PostgresDatabase : SitesDatabase
{
    /// <summary>As in <see cref="SitesFile"/>: only where this one is missing, EF Core is asked for migrations.</summary>
    public const string NewestMigration = "20261125074433_PolicyVersions";

    /// <summary>Any number that no other program takes in the same database: one node at a time changes tables.</summary>
    const long MigrationLock = 0x63616e646f72;

    /// <summary>Milliseconds for which a failed start stands for the next one.</summary>
    const long Memory = 1500;

    readonly NpgsqlConnectionStringBuilder address;
    readonly PostgresTrouble trouble;
    readonly DbContextOptions<PostgresSitesDb> options;
    readonly SitesCopy? copy;
    readonly bool mayUseCopy;
    readonly Lock preparing = new();
    volatile bool prepared;
    (DatabaseUnavailableException Why, long At)? lastFailure;

    public PostgresDatabase(SitesOptions settings)
    {
        address = PostgresAddress.Parse(settings.Postgres!);
        trouble = new PostgresTrouble(address);
        mayUseCopy = settings.MayStartFromCopy;
        copy = mayUseCopy ? SitesCopy.Read(settings.CopyFolder) : null;
        options = new DbContextOptionsBuilder<PostgresSitesDb>().UseNpgsql(address.ToString()).AddInterceptors(trouble).Options;
    }

    /// <summary>Without user and password.</summary>
    public string Where => $"{trouble.Where}, database {address.Database}";

    public override bool IsShared => true;

    public override SitesDb Open() => OpenShared();

    public PostgresSitesDb OpenShared()
    {
        Prepare();
        return new PostgresSitesDb(options);
    }

    /// <summary>A connection of its own, outside of the pool: what it locks is free once it is closed.</summary>
    public NpgsqlConnection Connect() => new(new NpgsqlConnectionStringBuilder(address.ToString()) { Pooling = false }.ToString());

    public override T Read<T>(Func<SitesDb, T> question, Func<SitesCopy, T> ofCopy)
    {
        try
        {
            return base.Read(question, ofCopy);
        }
        catch (DatabaseUnavailableException) when (copy is not null)
        {
            return ofCopy(copy);
        }
        catch (DatabaseUnavailableException e) when (mayUseCopy)
        {
            throw new DatabaseUnavailableException($"{e.Message} This node has no copy of its sites yet, so it needs the database for its first start.", e);
        }
    }

    public override bool IsDuplicate(DbUpdateException failed) => failed.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsOvertaken(Exception failed) =>
        base.IsOvertaken(failed) || (failed as PostgresException ?? failed.InnerException as PostgresException ?? failed.InnerException?.InnerException as PostgresException) is { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    void Prepare()
    {
        if (prepared)
            return;
        lock (preparing)
        {
            if (prepared)
                return;
            // A start asks half a dozen times. Where a host does not even refuse, each would wait for it anew.
            if (lastFailure is { } failure && Environment.TickCount64 - failure.At < Memory)
                throw failure.Why;
            try
            {
                using var connection = new NpgsqlConnection(address.ToString());
                connection.Open();
                BringUpToDate(connection);
                prepared = true;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                lastFailure = (trouble.Explain(e), Environment.TickCount64);
                throw lastFailure.Value.Why;
            }
        }
    }

    void BringUpToDate(NpgsqlConnection connection)
    {
        if (IsCurrent(connection))
            return;
        // Let go by the server when this process is killed.
        Execute(connection, $"select pg_advisory_lock({MigrationLock})");
        try
        {
            if (IsCurrent(connection))
                return;
            using var db = new PostgresSitesDb(options);
            db.Database.Migrate();
        }
        finally
        {
            Execute(connection, $"select pg_advisory_unlock({MigrationLock})");
        }
    }

    bool IsCurrent(NpgsqlConnection connection)
    {
        if (Execute(connection, "select to_regclass('\"__EFMigrationsHistory\"')::text") is not string)
            return false;
        var newest = Execute(connection, "select max(\"MigrationId\") from \"__EFMigrationsHistory\"") as string;
        return string.CompareOrdinal(newest, NewestMigration) <= 0
            ? newest == NewestMigration
            : throw new DatabaseUnavailableException($"The database {address.Database} at {trouble.Where} has the tables of a newer candor ({newest}; this one knows {NewestMigration}). Start that newer program on this node too, or name another database in server.database.");
    }

    static object? Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
