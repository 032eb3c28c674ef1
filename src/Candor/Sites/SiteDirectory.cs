using System.Collections.Frozen;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>All sites. Reading costs a dictionary look-up in a snapshot, since every event asks; writing goes to the database first.</summary>
sealed class SiteDirectory : IDisposable
{
    readonly SitesDatabase database;
    readonly TimeProvider clock;
    readonly SemaphoreSlim writing = new(1, 1);
    FrozenDictionary<string, SiteInfo> byId;

    public SiteDirectory(SitesDatabase database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
        byId = Snapshot(database.Read(db => db.Sites.AsNoTracking().ToList(), copy => copy.Sites), FrozenDictionary<string, SiteInfo>.Empty);
        All = Sorted(byId);
    }

    /// <summary>By domain.</summary>
    public IReadOnlyList<SiteInfo> All { get; private set; }

    public SiteInfo? Find(string id) => Volatile.Read(ref byId).GetValueOrDefault(id);

    public SiteInfo? FindByDomain(string domain) => All.FirstOrDefault(s => s.Domain == domain);

    /// <exception cref="InputRefusedException">The domain or time zone is none, or the domain is there already.</exception>
    public async Task<SiteInfo> AddAsync(string domain, string? name, string? timeZone, CancellationToken cancellationToken)
    {
        var site = Check(domain, name, timeZone, []);
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (FindByDomain(site.Domain) is { } there)
                throw Taken(site.Domain, there.Id);
            await using var db = database.Open();
            db.Sites.Add(new SiteRow
            {
                Id = site.Id, Domain = site.Domain, Name = site.Name, TimeZone = site.TimeZone,
                Created = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            });
            await db.SaveChangesAsync(cancellationToken);
            await RefreshAsync(db, cancellationToken);
            return site;
        }
        catch (DbUpdateException e) when (database.IsDuplicate(e))
        {
            throw Taken(site.Domain, "a site that was added a moment ago");
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Changes name, time zone and extra origins; the domain stays, since events were collected under it.</summary>
    /// <param name="version">The <see cref="SiteInfo.Version"/> that the change was made on; null to change whatever is there.</param>
    /// <exception cref="InputRefusedException">The site is unknown, a value cannot be kept, or somebody else changed it since that version.</exception>
    public async Task<SiteInfo> ChangeAsync(string id, string? name, string? timeZone, IReadOnlyList<string> origins, int? version, CancellationToken cancellationToken)
    {
        var before = Find(id) ?? throw new InputRefusedException("site", $"There is no site {id}.");
        var site = Check(before.Domain, name, timeZone, origins) with { Id = id };
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            var row = await db.Sites.SingleAsync(s => s.Id == id, cancellationToken);
            db.Entry(row).Property(r => r.Version).OriginalValue = version ?? row.Version;
            (row.Name, row.TimeZone, row.Origins, row.Version) = (site.Name, site.TimeZone, [.. site.Origins], row.Version + 1);
            await db.SaveChangesAsync(cancellationToken);
            await RefreshAsync(db, cancellationToken);
            return Find(id)!;
        }
        catch (Exception e) when (database.IsOvertaken(e))
        {
            await using var db = database.Open();
            await RefreshAsync(db, cancellationToken);
            throw new InputRefusedException("version", $"Somebody else changed {before.Domain} after you opened it, so your change was not kept. Load the page again, see what is there now, and repeat your change.");
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Takes over what other nodes changed. A site that is as it was stays the same object, and with it what is kept for it.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            await RefreshAsync(db, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

    static InputRefusedException Taken(string domain, string by) => new("domain", $"{domain} is there already, as {by}.");

    static SiteInfo Check(string typed, string? name, string? timeZone, IReadOnlyList<string> origins)
    {
        var errors = new Dictionary<string, string>();
        var domain = SiteDomain.Normalise(typed, out var wrong);
        if (domain is null)
            errors["domain"] = wrong;
        var zone = string.IsNullOrWhiteSpace(timeZone) ? "UTC" : timeZone.Trim();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            errors["time_zone"] = $"'{zone}' is not a time zone. Use an IANA name, such as Europe/Berlin.";
        var title = string.IsNullOrWhiteSpace(name) ? domain ?? "" : name.Trim();
        if (title.Length > 100)
            errors["name"] = "A name has at most 100 characters.";
        var kept = origins.Where(o => !string.IsNullOrWhiteSpace(o)).Select(o => (Typed: o, Origin: SiteOrigin.Normalise(o))).ToList();
        if (kept.FirstOrDefault(o => o.Origin is null).Typed is { } bad)
            errors["origins"] = $"'{bad}' is not an origin. Write it as https://shop.example.net, one on a line.";
        return errors.Count == 0
            ? new SiteInfo(SiteId.New(), domain!, title, zone, [.. kept.Select(o => o.Origin!).Distinct()])
            : throw new InputRefusedException(errors);
    }

    async Task RefreshAsync(SitesDb db, CancellationToken cancellationToken)
    {
        var fresh = Snapshot(await db.Sites.AsNoTracking().ToListAsync(cancellationToken), byId);
        Volatile.Write(ref byId, fresh);
        All = Sorted(fresh);
    }

    static FrozenDictionary<string, SiteInfo> Snapshot(IEnumerable<SiteRow> rows, FrozenDictionary<string, SiteInfo> before) =>
        rows.Select(r => before.GetValueOrDefault(r.Id) is { } known && IsSame(known, r) ? known : new SiteInfo(r.Id, r.Domain, r.Name, r.TimeZone, r.Origins) { Version = r.Version }).ToFrozenDictionary(s => s.Id);

    static bool IsSame(SiteInfo site, SiteRow row) =>
        (site.Version, site.Domain, site.Name, site.TimeZone) == (row.Version, row.Domain, row.Name, row.TimeZone) && site.Origins.SequenceEqual(row.Origins);

    static List<SiteInfo> Sorted(FrozenDictionary<string, SiteInfo> sites) => [.. sites.Values.OrderBy(s => s.Domain, StringComparer.Ordinal)];
}
