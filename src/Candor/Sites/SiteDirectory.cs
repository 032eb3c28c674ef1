using System.Collections.Frozen;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>All sites. Reading costs a dictionary look-up in a snapshot, since every event asks; writing goes to the file first.</summary>
sealed class SiteDirectory : IDisposable
{
    readonly SitesFile file;
    readonly TimeProvider clock;
    readonly SemaphoreSlim writing = new(1, 1);
    FrozenDictionary<string, SiteInfo> byId;

    public SiteDirectory(SitesFile file, TimeProvider clock)
    {
        this.file = file;
        this.clock = clock;
        using var db = file.Open();
        byId = Snapshot(db.Sites.AsNoTracking().ToList());
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
                throw new InputRefusedException("domain", $"{site.Domain} is there already, as {there.Id}.");
            await using var db = file.Open();
            db.Sites.Add(new SiteRow { Id = site.Id, Domain = site.Domain, Name = site.Name, TimeZone = site.TimeZone, Created = clock.GetUtcNow().ToUnixTimeMilliseconds() });
            await db.SaveChangesAsync(cancellationToken);
            await RefreshAsync(db, cancellationToken);
            return site;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Changes name, time zone and extra origins; the domain stays, since events were collected under it.</summary>
    /// <exception cref="InputRefusedException">The site is unknown, or a value cannot be kept.</exception>
    public async Task<SiteInfo> ChangeAsync(string id, string? name, string? timeZone, IReadOnlyList<string> origins, CancellationToken cancellationToken)
    {
        var before = Find(id) ?? throw new InputRefusedException("site", $"There is no site {id}.");
        var site = Check(before.Domain, name, timeZone, origins) with { Id = id };
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = file.Open();
            var row = await db.Sites.SingleAsync(s => s.Id == id, cancellationToken);
            (row.Name, row.TimeZone, row.Origins) = (site.Name, site.TimeZone, [.. site.Origins]);
            await db.SaveChangesAsync(cancellationToken);
            await RefreshAsync(db, cancellationToken);
            return site;
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();

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
        var fresh = Snapshot(await db.Sites.AsNoTracking().ToListAsync(cancellationToken));
        Volatile.Write(ref byId, fresh);
        All = Sorted(fresh);
    }

    static FrozenDictionary<string, SiteInfo> Snapshot(List<SiteRow> rows) =>
        rows.Select(r => new SiteInfo(r.Id, r.Domain, r.Name, r.TimeZone, r.Origins)).ToFrozenDictionary(s => s.Id);

    static List<SiteInfo> Sorted(FrozenDictionary<string, SiteInfo> sites) => [.. sites.Values.OrderBy(s => s.Domain, StringComparer.Ordinal)];
}
