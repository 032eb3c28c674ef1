using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>Lasting secrets that all nodes of a shared database use alike.</summary>
sealed class SharedSecrets(PostgresDatabase database)
{
    /// <summary>The value of that name: <paramref name="offered"/>, or what another node brought first.</summary>
    public async Task<byte[]> AgreeAsync(string name, byte[] offered, CancellationToken cancellationToken)
    {
        await using var db = database.OpenShared();
        await db.Database.ExecuteSqlAsync($"""insert into secrets ("Name", "Value") values ({name}, {offered}) on conflict do nothing""", cancellationToken);
        return await db.Secrets.AsNoTracking().Where(s => s.Name == name).Select(s => s.Value).SingleAsync(cancellationToken);
    }
}
