using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The goals of the sites. Reports ask for them now and then, so they are read from the file each time.</summary>
sealed class GoalDirectory(SitesDatabase database, SiteDirectory sites)
{
    /// <exception cref="InputRefusedException">A goal needs a known site, a name, and an event or a path pattern.</exception>
    public async Task<GoalInfo> AddAsync(string site, string? name, string? eventName, string? pathPattern, CancellationToken cancellationToken)
    {
        var row = Check(site, name, eventName, pathPattern);
        await using var db = database.Open();
        if (await db.Goals.AnyAsync(g => g.Site == site && g.Name == row.Name, cancellationToken))
            throw Taken(row);
        db.Goals.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (database.IsDuplicate(e))
        {
            throw Taken(row);
        }
        return InfoOf(row);
    }

    public async Task<IReadOnlyList<GoalInfo>> ListAsync(string site, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var rows = await db.Goals.AsNoTracking().Where(g => g.Site == site).OrderBy(g => g.Name).ToListAsync(cancellationToken);
        return [.. rows.Select(InfoOf)];
    }

    public async Task<bool> RemoveAsync(string site, int id, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return await db.Goals.Where(g => g.Site == site && g.Id == id).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    static InputRefusedException Taken(GoalRow row) => new("name", $"There is a goal '{row.Name}' already.");

    GoalRow Check(string site, string? name, string? eventName, string? pathPattern)
    {
        var errors = new Dictionary<string, string>();
        if (sites.Find(site) is null)
            errors["site"] = $"There is no site {site}.";
        var (what, where) = (Trimmed(eventName), Trimmed(pathPattern));
        if (what is null == where is null)
            errors["event"] = "A goal is either an event's name or a path pattern.";
        if (where is not null && where[0] is not ('/' or '*'))
            errors["path_pattern"] = "A path pattern begins with / or *, such as /thanks*.";
        var title = Trimmed(name) ?? what ?? where ?? "";
        if (title.Length > 100 || what?.Length > 100 || where?.Length > 500)
            errors["name"] = "Name and event have at most 100 characters, a path pattern 500.";
        return errors.Count == 0 ? new GoalRow { Site = site, Name = title, Event = what, PathPattern = where } : throw new InputRefusedException(errors);
    }

    static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    static GoalInfo InfoOf(GoalRow row) => new(row.Id, row.Site, row.Name, row.Event, row.PathPattern);
}
