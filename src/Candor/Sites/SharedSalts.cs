using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The salts of visitor keys that all collectors of a shared database use: one a UTC day, made by whoever is first, gone after the day.</summary>
sealed class SharedSalts(PostgresDatabase database)
{
    /// <summary>Longer than a day by the hour for which the next day's salt is agreed on ahead, and some.</summary>
    const string LongestLife = "26 hours";

    /// <summary>The salt of the day: <paramref name="offered"/>, or what another collector brought first.</summary>
    /// <param name="day">Days since 1970-01-01 UTC.</param>
    public async Task<byte[]> AgreeAsync(long day, byte[] offered, CancellationToken cancellationToken)
    {
        await using var db = database.OpenShared();
        await db.Database.ExecuteSqlAsync($"""insert into salts ("Day", "Salt") values ({day}, {offered}) on conflict do nothing""", cancellationToken);
        return await db.Salts.AsNoTracking().Where(s => s.Day == day).Select(s => s.Salt).SingleAsync(cancellationToken);
    }

    /// <summary>Destroys the salts of earlier days, and any that is too old whatever its number. PostgreSQL leaves deleted rows in the
    /// table's file until the space is used again; a full vacuum writes a new file and unlinks the old one.</summary>
    /// <returns>How many were destroyed.</returns>
    public async Task<int> DestroyBeforeAsync(long day, CancellationToken cancellationToken)
    {
        await using var db = database.OpenShared();
        var gone = await db.Database.ExecuteSqlRawAsync($$"""delete from salts where "Day" < {0} or "Created" < now() - interval '{{LongestLife}}'""", [day], cancellationToken);
        if (gone > 0)
            await db.Database.ExecuteSqlRawAsync("vacuum (full) salts", cancellationToken);
        return gone;
    }
}
