using System.Text.Json;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>
/// Everything that people edited on one machine, and the secrets that its visitors are known by, on the way to a shared database. It goes there in
/// one transaction, with the numbers it had, so that passwords, keys, sessions and goals go on as they were.
/// </summary>
sealed record SitesMove
{
    public required IReadOnlyList<SiteRow> Sites { get; init; }
    public required IReadOnlyList<KeyRow> Keys { get; init; }
    public required IReadOnlyList<UserRow> Users { get; init; }
    public required IReadOnlyList<GoalRow> Goals { get; init; }

    /// <summary>Keys of session cookies: whoever is signed in stays so.</summary>
    public IReadOnlyList<ProtectionKeyRow> SessionKeys { get; init; } = [];

    /// <summary>Lasting secrets, such as the key of visitor pseudonyms.</summary>
    public IReadOnlyList<SecretRow> Secrets { get; init; } = [];

    /// <summary>The salt of the day in force, so that its visitors stay the same ones; null when there is none.</summary>
    public SaltRow? Salt { get; init; }

    /// <param name="keys">The folder that holds the keys of session cookies.</param>
    public static SitesMove Read(string database, string keys)
    {
        using var db = new SitesFile(new SitesOptions(database)).Open();
        return new()
        {
            Sites = [.. db.Sites.AsNoTracking().OrderBy(s => s.Id)],
            Keys = [.. db.Keys.AsNoTracking().OrderBy(k => k.Prefix)],
            Users = [.. db.Users.AsNoTracking().OrderBy(u => u.Id)],
            Goals = [.. db.Goals.AsNoTracking().OrderBy(g => g.Id)],
            SessionKeys = !Directory.Exists(keys) ? [] :
                [.. Directory.EnumerateFiles(keys, "key-*.xml").Order(StringComparer.Ordinal).Select(f => new ProtectionKeyRow { Name = Path.GetFileNameWithoutExtension(f), Xml = File.ReadAllText(f) })],
        };
    }

    /// <summary>Whether the database holds it already.</summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be asked, or it holds something else.</exception>
    public async Task<bool> IsInAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await using var db = await Task.Run(database.OpenShared, cancellationToken);
        var there = new SitesMove
        {
            Sites = await db.Sites.AsNoTracking().ToListAsync(cancellationToken),
            Keys = await db.Keys.AsNoTracking().ToListAsync(cancellationToken),
            Users = await db.Users.AsNoTracking().OrderBy(u => u.Id).ToListAsync(cancellationToken),
            Goals = await db.Goals.AsNoTracking().OrderBy(g => g.Id).ToListAsync(cancellationToken),
        };
        // Sorted here: a database of another language sorts texts in its own way.
        there = there with { Sites = [.. there.Sites.OrderBy(s => s.Id, StringComparer.Ordinal)], Keys = [.. there.Keys.OrderBy(k => k.Prefix, StringComparer.Ordinal)] };
        if (there.IsEmpty)
            return false;
        return there.Content == Content ? true : throw new DatabaseUnavailableException(
            $"The database at {database.Where} already holds {there.Counts}, which are not those of this install ({Counts}). Name an empty database in server.database, or empty that one.");
    }

    /// <summary>Puts it into the database, all of it or nothing.</summary>
    public async Task WriteAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        await using var db = await Task.Run(database.OpenShared, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        db.AddRange(Sites);
        db.AddRange(Keys);
        db.AddRange(Users);
        db.AddRange(Goals);
        var known = await db.ProtectionKeys.Select(k => k.Name).ToListAsync(cancellationToken);
        db.AddRange(SessionKeys.ExceptBy(known, k => k.Name));
        await db.SaveChangesAsync(cancellationToken);
        // Rows came with their numbers, which the database's own counting knows nothing of.
        await db.Database.ExecuteSqlRawAsync("""select setval(pg_get_serial_sequence('users', 'Id'), coalesce((select max("Id") from users), 0) + 1, false)""", cancellationToken);
        await db.Database.ExecuteSqlRawAsync("""select setval(pg_get_serial_sequence('goals', 'Id'), coalesce((select max("Id") from goals), 0) + 1, false)""", cancellationToken);
        // Nobody was counted with what a node that started early may have brought, since it knew no site.
        foreach (var secret in Secrets)
            await db.Database.ExecuteSqlAsync($"""insert into secrets ("Name", "Value") values ({secret.Name}, {secret.Value}) on conflict ("Name") do update set "Value" = excluded."Value" """, cancellationToken);
        if (Salt is { } salt)
            await db.Database.ExecuteSqlAsync($"""insert into salts ("Day", "Salt") values ({salt.Day}, {salt.Salt}) on conflict ("Day") do update set "Salt" = excluded."Salt" """, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public string Counts => $"{Sites.Count} site(s), {Users.Count} user(s), {Keys.Count} key(s) and {Goals.Count} goal(s)";

    bool IsEmpty => Sites.Count + Keys.Count + Users.Count + Goals.Count == 0;

    string Content => JsonSerializer.Serialize(new { Sites, Keys, Users, Goals });
}
