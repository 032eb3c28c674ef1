using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>Where what people edit is kept: a file of this node (<see cref="SitesFile"/>), or a server that many nodes share
/// (<see cref="PostgresDatabase"/>). Either brings its tables up to date before the first question.</summary>
abstract class SitesDatabase
{
    /// <summary>Other nodes write to it as well: what was read may be old a moment later.</summary>
    public abstract bool IsShared { get; }

    /// <exception cref="DatabaseUnavailableException">It cannot be used now; the message says how to mend that.</exception>
    public abstract SitesDb Open();

    /// <summary>Asks once at the start. A shared database that is away answers from the copy that this node took last.</summary>
    public virtual T Read<T>(Func<SitesDb, T> question, Func<SitesCopy, T> ofCopy)
    {
        using var db = Open();
        return question(db);
    }

    /// <summary>Whether a write failed because somebody else wrote the same name first.</summary>
    public abstract bool IsDuplicate(DbUpdateException failed);

    /// <summary>Whether a transaction failed because another one changed what it had read.</summary>
    public virtual bool IsOvertaken(Exception failed) => failed is DbUpdateConcurrencyException;

    public static SitesDatabase Of(SitesOptions options) => options.Postgres is null ? new SitesFile(options) : new PostgresDatabase(options);
}
