using System.Security.Cryptography;
using System.Text;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The one-time link of a first run. Whoever reads the server's console may become its owner; nobody else.</summary>
sealed class SetupLink(SitesDatabase database, UserDirectory users, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Two browsers with the same link make one owner.</summary>
    readonly SemaphoreSlim redeeming = new(1, 1);

    /// <summary>A new token, which replaces an older one; null when there is a user already.</summary>
    public async Task<string?> IssueAsync(CancellationToken cancellationToken)
    {
        if (!users.IsEmpty)
            return null;
        var token = SiteId.Random(40);
        await using var db = database.Open();
        if (await db.Users.AnyAsync(cancellationToken))
            return null;
        await db.Setup.ExecuteDeleteAsync(cancellationToken);
        db.Setup.Add(new SetupRow { Hash = Hash(token), Expires = (clock.GetUtcNow() + Life).ToUnixTimeMilliseconds() });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    public async Task<bool> IsGoodAsync(string? token, CancellationToken cancellationToken)
    {
        if (!users.IsEmpty || string.IsNullOrEmpty(token))
            return false;
        await using var db = database.Open();
        if (await db.Users.AnyAsync(cancellationToken))
            return false;
        var row = await db.Setup.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is not null && row.Expires > clock.GetUtcNow().ToUnixTimeMilliseconds() && CryptographicOperations.FixedTimeEquals(Hash(token), row.Hash);
    }

    /// <summary>Spends the link and creates the owner. A password that is refused does not cost the link, and once there is a user
    /// no link is good.</summary>
    /// <returns>Null when the link is not good.</returns>
    /// <exception cref="InputRefusedException">Name or password cannot be kept.</exception>
    public async Task<UserInfo?> RedeemAsync(string? token, string name, string password, CancellationToken cancellationToken)
    {
        await redeeming.WaitAsync(cancellationToken);
        try
        {
            if (!await IsGoodAsync(token, cancellationToken))
                return null;
            Passwords.Check(name, password);
            await using var db = database.Open();
            var hash = Hash(token!);
            // Whoever deletes the row has the link; another node that looked at the same moment deletes none.
            return await db.Setup.Where(s => s.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1
                ? await users.AddAsync(name, password, UserRole.Owner, cancellationToken)
                : null;
        }
        finally
        {
            redeeming.Release();
        }
    }

    public void Dispose() => redeeming.Dispose();

    static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
