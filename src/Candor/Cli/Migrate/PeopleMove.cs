using Candor.Guard;
using Candor.Sites;
using Candor.Sites.Rows;

namespace Candor.Cli.Migrate;

/// <summary>What people edited, and the secrets of the folder that visitors are known by, on their way to PostgreSQL.</summary>
sealed class PeopleMove(ServerSettings settings, TimeProvider time)
{
    readonly PostgresDatabase database = new(new SitesOptions(settings.Data.Database) { Postgres = settings.Database });
    readonly SitesMove content = SitesMove.Read(settings.Data.Database, settings.Data.Keys);
    bool isThere;

    public string Summary => $"{content.Counts} are in {database.Where}";

    /// <summary>Null where the config names no PostgreSQL, or the folder has nothing of the kind.</summary>
    public static PeopleMove? Of(ServerSettings settings, TimeProvider time) =>
        settings.Database is null || !File.Exists(settings.Data.Database) ? null : new PeopleMove(settings, time);

    public async Task CheckAsync(CancellationToken cancellationToken) => isThere = await content.IsInAsync(database, cancellationToken);

    public Task MoveAsync(CancellationToken cancellationToken) =>
        isThere ? Task.CompletedTask : (content with { Secrets = Secrets(), Salt = Salt() }).WriteAsync(database, cancellationToken);

    SecretRow[] Secrets()
    {
        var path = Path.Combine(settings.Data.Keys, SharedPseudonymKey.Name);
        return File.Exists(path) ? [new SecretRow { Name = SharedPseudonymKey.Name, Value = File.ReadAllBytes(path) }] : [];
    }

    /// <summary>Read when it is written: the day may have ended while events were sent.</summary>
    SaltRow? Salt()
    {
        if (!File.Exists(settings.Data.Salt))
            return null;
        using var salt = new DailySalt(settings.Data.Salt, time);
        var day = salt.Number;
        return new SaltRow { Day = day, Salt = salt.Offer(day) };
    }
}
