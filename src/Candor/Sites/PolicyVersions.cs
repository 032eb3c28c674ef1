using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>Every policy that was ever in force, with who published it, when and why. Nothing is changed or removed: going back publishes an old text again.</summary>
sealed class PolicyVersions
{
    /// <summary>The author of what a configuration file said.</summary>
    public const string File = "candor.yaml";

    public const int LongestNote = 500;

    const int LongestText = 1 << 20;

    readonly SitesDatabase database;
    readonly TimeProvider clock;
    PolicyVersion? newest;

    public PolicyVersions(SitesDatabase database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
        newest = InfoOf(database.Read(db => db.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefault(), copy => copy.Policy));
    }

    /// <summary>What is in force; null while nobody published anything and there was no file.</summary>
    public PolicyVersion? Newest => Volatile.Read(ref newest);

    /// <param name="basedOn">The number of the version that was in force when the change was begun, 0 for none; null to follow whatever is there.</param>
    /// <exception cref="InputRefusedException">The note is too long, or somebody else published meanwhile.</exception>
    public async Task<PolicyVersion> PublishAsync(string text, string author, string? note, int? basedOn, CancellationToken cancellationToken)
    {
        var said = note?.Trim() ?? "";
        if (said.Length > LongestNote)
            throw new InputRefusedException("note", $"A note has at most {LongestNote} characters.");
        if (text.Length > LongestText)
            throw new InputRefusedException("text", "A policy is at most 1 MB long.");
        var plain = text.ReplaceLineEndings("\n");
        while (true)
        {
            await using var db = database.Open();
            var before = await db.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);
            if (basedOn is { } seen && seen != (before?.Number ?? 0))
            {
                Take(before);
                throw new InputRefusedException("version", $"{before?.Author ?? "Somebody else"} published version {before?.Number} after you opened the policy, so yours was not published. Load the page again, see what changed, and repeat your change.");
            }
            var row = new PolicyVersionRow { Number = (before?.Number ?? 0) + 1, Text = plain, Author = author, Note = said, Time = clock.GetUtcNow().ToUnixTimeMilliseconds() };
            db.PolicyVersions.Add(row);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                Take(row);
                return InfoOf(row)!;
            }
            catch (DbUpdateException e) when (database.IsDuplicate(e))
            {
                // Another node was first. The next round sees its version.
            }
        }
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return [.. (await db.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).Take(most).ToListAsync(cancellationToken)).Select(v => InfoOf(v)!)];
    }

    public async Task<PolicyVersion?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        return InfoOf(await db.PolicyVersions.AsNoTracking().FirstOrDefaultAsync(v => v.Number == number, cancellationToken));
    }

    /// <summary>Takes over what other nodes published.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        Take(await db.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Never back: a look that began before a publication must not undo it.</summary>
    void Take(PolicyVersionRow? row)
    {
        lock (database)
            if (row is not null && row.Number > (newest?.Number ?? 0))
                Volatile.Write(ref newest, InfoOf(row));
    }

    static PolicyVersion? InfoOf(PolicyVersionRow? row) =>
        row is null ? null : new PolicyVersion(row.Number, row.Text, row.Author, row.Note, DateTimeOffset.FromUnixTimeMilliseconds(row.Time));
}
