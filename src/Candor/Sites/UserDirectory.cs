using System.Collections.Concurrent;
using System.Data;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The people who may sign in.</summary>
sealed class UserDirectory : IDisposable
{
    public const int ShortestPassword = Passwords.Shortest;

    readonly SitesDatabase database;
    readonly TimeProvider clock;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly Passwords passwords = new();
    readonly ConcurrentDictionary<int, (UserInfo User, string Stamp)> live = new();
    volatile bool isKnown;

    public UserDirectory(SitesDatabase database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        Take(database.Read(db => db.Users.AsNoTracking().ToList(), List<UserRow>? (_) => null));
    }

    public IReadOnlyList<UserInfo> All => [.. live.Values.Select(v => v.User).OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Known to be empty: not so while a shared database has been away since the start.</summary>
    public bool IsEmpty => isKnown && live.IsEmpty;

    /// <summary>Takes over what other nodes changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            Take(await db.Users.AsNoTracking().ToListAsync(cancellationToken));
        }
        finally
        {
            writing.Release();
        }
    }

    /// <exception cref="InputRefusedException">Name or password cannot be kept, or the name is taken.</exception>
    public async Task<UserInfo> AddAsync(string name, string password, UserRole role, CancellationToken cancellationToken)
    {
        Passwords.Check(name, password);
        var row = new UserRow
        {
            Name = name.Trim(), Login = LoginOf(name), Role = role, Stamp = SiteId.Random(20),
            PasswordHash = passwords.Hash(password), Created = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            if (await db.Users.AnyAsync(u => u.Login == row.Login, cancellationToken))
                throw new InputRefusedException("name", $"There is a user {row.Name} already.");
            db.Users.Add(row);
            await db.SaveChangesAsync(cancellationToken);
            live[row.Id] = (InfoOf(row), row.Stamp);
            return InfoOf(row);
        }
        catch (DbUpdateException e) when (database.IsDuplicate(e))
        {
            throw new InputRefusedException("name", $"There is a user {row.Name} already.");
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Checks name and password. An unknown name takes as long as a wrong password, and says the same.</summary>
    public async Task<SignInOutcome> SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        await using var db = database.Open();
        var login = LoginOf(name);
        var known = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Login == login, cancellationToken);
        if (known is not null && LockedFor(known) is { Ticks: > 0 } wait)
            return new SignInOutcome(null, null, wait);
        var right = await passwords.IsRightAsync(known?.PasswordHash, password, cancellationToken);
        return known is null ? new SignInOutcome(null, null, TimeSpan.Zero) : await NoteAsync(db, known, right, cancellationToken);
    }

    async Task<SignInOutcome> NoteAsync(SitesDb db, UserRow known, bool right, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                try
                {
                    return await NoteOnceAsync(db, known, right, cancellationToken);
                }
                catch (Exception e) when (database.IsOvertaken(e))
                {
                    // Another node counted a try of the same name at the same moment: count again, on top of it.
                    db.ChangeTracker.Clear();
                }
            }
        }
        finally
        {
            writing.Release();
        }
    }

    async Task<SignInOutcome> NoteOnceAsync(SitesDb db, UserRow known, bool right, CancellationToken cancellationToken)
    {
        // Read again: while the password was checked, the user may have been removed, changed or locked.
        var row = await db.Users.SingleOrDefaultAsync(u => u.Id == known.Id, cancellationToken);
        if (row is null || row.PasswordHash != known.PasswordHash)
            return new SignInOutcome(null, null, TimeSpan.Zero);
        if (LockedFor(row) is { Ticks: > 0 } wait)
            return new SignInOutcome(null, null, wait);
        var now = clock.GetUtcNow();
        row.Version++;
        row.Failures = right ? 0 : row.Failures + 1;
        row.LockedUntil = right ? 0 : (now + SignInBackoff.After(row.Failures)).ToUnixTimeMilliseconds();
        row.LastSignIn = right ? now.ToUnixTimeMilliseconds() : row.LastSignIn;
        await db.SaveChangesAsync(cancellationToken);
        if (!right)
            return new SignInOutcome(null, null, SignInBackoff.After(row.Failures));
        live[row.Id] = (InfoOf(row), row.Stamp);
        return new SignInOutcome(InfoOf(row), row.Stamp, TimeSpan.Zero);
    }

    TimeSpan LockedFor(UserRow row) => DateTimeOffset.FromUnixTimeMilliseconds(row.LockedUntil) - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Sets a new password, and with it a new stamp: every session that holds the old one ends.</summary>
    /// <exception cref="InputRefusedException">The new password cannot be kept.</exception>
    public async Task<SignInOutcome> ChangePasswordAsync(string name, string current, string password, CancellationToken cancellationToken)
    {
        Passwords.Check(name, password);
        var outcome = await SignInAsync(name, current, cancellationToken);
        if (outcome.User is not { } user)
            return outcome;
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            var row = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
            (row.PasswordHash, row.Stamp, row.Version) = (passwords.Hash(password), SiteId.Random(20), row.Version + 1);
            await db.SaveChangesAsync(cancellationToken);
            live[row.Id] = (InfoOf(row), row.Stamp);
            return new SignInOutcome(InfoOf(row), row.Stamp, TimeSpan.Zero);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>The user a session speaks for, or null when it has ended: removed, or the password was changed.</summary>
    /// <exception cref="DatabaseUnavailableException">Who may sign in is not known yet: the shared database has been away since the start.</exception>
    public UserInfo? FindSession(int id, string stamp) => !isKnown ? throw new DatabaseUnavailableException("The database of users has been away since this node started. Sessions hold; try again once it is back.") : live.TryGetValue(id, out var found) && found.Stamp == stamp ? found.User : null;

    public async Task<bool> RemoveAsync(int id, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = database.Open();
            // Serializable: of two nodes that remove one of two owners each, one must lose.
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            if (await db.Users.AnyAsync(u => u.Id == id && u.Role == UserRole.Owner, cancellationToken) && !await db.Users.AnyAsync(u => u.Id != id && u.Role == UserRole.Owner, cancellationToken))
                throw new InputRefusedException("user", "This is the only owner. Make another one first.");
            var removed = await db.Users.Where(u => u.Id == id).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            live.TryRemove(id, out _);
            return removed == 1;
        }
        catch (Exception e) when (database.IsOvertaken(e))
        {
            throw new InputRefusedException("user", "Somebody else changed the users at the same moment, so nobody was removed. Load the page again and repeat it.");
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose()
    {
        writing.Dispose();
        passwords.Dispose();
    }

    public static string LoginOf(string name) => name.Trim().ToUpperInvariant();

    /// <param name="rows">Null when they are not known.</param>
    void Take(List<UserRow>? rows)
    {
        if (rows is null)
            return;
        foreach (var gone in live.Keys.Except(rows.Select(r => r.Id)))
            live.TryRemove(gone, out _);
        foreach (var row in rows)
            live[row.Id] = (InfoOf(row), row.Stamp);
        isKnown = true;
    }

    static UserInfo InfoOf(UserRow row) => new(row.Id, row.Name, row.Role, DateTimeOffset.FromUnixTimeMilliseconds(row.Created), row.LastSignIn is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}
