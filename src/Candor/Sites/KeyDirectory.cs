using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>
/// Keys of programs. A key is <c>ck_</c>, eight characters that find it, <c>_</c> and forty that prove it (200 random bits,
/// so a plain SHA-256 is enough: there is nothing to guess). Only the hash is kept.
/// </summary>
sealed class KeyDirectory : IDisposable
{
    readonly SitesDatabase database;
    readonly SiteDirectory sites;
    readonly TimeProvider clock;
    readonly SemaphoreSlim writing = new(1, 1);
    FrozenDictionary<string, (KeyInfo Info, byte[] Hash)> live;

    public KeyDirectory(SitesDatabase database, SiteDirectory sites, TimeProvider clock)
    {
        (this.database, this.sites, this.clock) = (database, sites, clock);
        live = Snapshot(database.Read(db => db.Keys.AsNoTracking().Where(k => k.Revoked == null).ToList(), copy => copy.Keys));
    }

    /// <exception cref="InputRefusedException">The site is unknown, or an ingest key names none.</exception>
    public async Task<NewKey> AddAsync(string? site, KeyScope scope, string? name, CancellationToken cancellationToken)
    {
        if (site is null && scope == KeyScope.Ingest)
            throw new InputRefusedException("site", "A key that sends events needs the site it sends for.");
        if (site is not null && sites.Find(site) is null)
            throw new InputRefusedException("site", $"There is no site {site}.");

        var id = "ck_" + SiteId.Random(8);
        var key = $"{id}_{SiteId.Random(40)}";
        var row = new KeyRow { Prefix = id, Hash = Hash(key), Site = site, Scope = scope, Name = NameOf(name, scope), Created = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        await WriteAsync(db => db.Keys.Add(row), cancellationToken);
        return new NewKey(key, InfoOf(row));
    }

    /// <summary>The key's facts, or null when it is none of ours or revoked. Takes as long for a wrong secret as for the right one.</summary>
    public KeyInfo? Verify(string presented)
    {
        var cut = presented.LastIndexOf('_');
        if (cut < 3 || presented.Length > 100 || !Volatile.Read(ref live).TryGetValue(presented[..cut], out var key))
            return null;
        return CryptographicOperations.FixedTimeEquals(Hash(presented), key.Hash) ? key.Info : null;
    }

    /// <returns>False when there is no such live key.</returns>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!Volatile.Read(ref live).ContainsKey(id))
            return false;
        await WriteAsync(db => db.Keys.Single(k => k.Prefix == id).Revoked = now, cancellationToken);
        return true;
    }

    /// <summary>Keys that are good now, of one site or of all.</summary>
    public IReadOnlyList<KeyInfo> List(string? site = null) =>
        [.. Volatile.Read(ref live).Values.Select(k => k.Info).Where(k => site is null || k.Site == site).OrderBy(k => k.Created)];

    /// <summary>Takes over what other nodes changed.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => WriteAsync(_ => { }, cancellationToken);

    public void Dispose() => writing.Dispose();

    async Task WriteAsync(Action<SitesDb> change, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            change(db);
            await db.SaveChangesAsync(cancellationToken);
            Volatile.Write(ref live, Snapshot(await db.Keys.AsNoTracking().Where(k => k.Revoked == null).ToListAsync(cancellationToken)));
        }
        finally
        {
            writing.Release();
        }
    }

    static string NameOf(string? name, KeyScope scope) =>
        string.IsNullOrWhiteSpace(name) ? $"{scope} key" : name.Trim() is { Length: <= 100 } kept ? kept : throw new InputRefusedException("name", "A name has at most 100 characters.");

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    static KeyInfo InfoOf(KeyRow row) => new(row.Prefix, row.Site, row.Scope, row.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.Created));

    static FrozenDictionary<string, (KeyInfo, byte[])> Snapshot(IEnumerable<KeyRow> rows) => rows.ToFrozenDictionary(r => r.Prefix, r => (InfoOf(r), r.Hash));
}
