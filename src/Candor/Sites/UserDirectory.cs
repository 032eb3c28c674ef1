using System.Collections.Concurrent;
using Candor.Sites.Rows;
using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>The people who may sign in.</summary>
sealed class UserDirectory : IDisposable
{
    public const int ShortestPassword = Passwords.Shortest;

    readonly SitesFile file;
    readonly TimeProvider clock;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly Passwords passwords = new();
    readonly ConcurrentDictionary<int, (UserInfo User, string Stamp)> live = new();

    public UserDirectory(SitesFile file, TimeProvider clock)
    {
        (this.file, this.clock) = (file, clock);
        using var db = file.Open();
        foreach (var row in db.Users.AsNoTracking())
            live[row.Id] = (InfoOf(row), row.Stamp);
    }

    public IReadOnlyList<UserInfo> All => [.. live.Values.Select(v => v.User).OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)];

    public bool IsEmpty => live.IsEmpty;

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
            await using var db = file.Open();
            if (await db.Users.AnyAsync(u => u.Login == row.Login, cancellationToken))
                throw new InputRefusedException("name", $"There is a user {row.Name} already.");
            db.Users.Add(row);
            await db.SaveChangesAsync(cancellationToken);
            live[row.Id] = (InfoOf(row), row.Stamp);
            return InfoOf(row);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Checks name and password. An unknown name takes as long as a wrong password, and says the same.</summary>
    public async Task<SignInOutcome> SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        await using var db = file.Open();
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
            // Read again: while the password was checked, the user may have been removed, changed or locked.
            var row = await db.Users.SingleOrDefaultAsync(u => u.Id == known.Id, cancellationToken);
            if (row is null || row.PasswordHash != known.PasswordHash)
                return new SignInOutcome(null, null, TimeSpan.Zero);
            if (LockedFor(row) is { Ticks: > 0 } wait)
                return new SignInOutcome(null, null, wait);
            var now = clock.GetUtcNow();
            row.Failures = right ? 0 : row.Failures + 1;
            row.LockedUntil = right ? 0 : (now + SignInBackoff.After(row.Failures)).ToUnixTimeMilliseconds();
            row.LastSignIn = right ? now.ToUnixTimeMilliseconds() : row.LastSignIn;
            await db.SaveChangesAsync(cancellationToken);
            if (!right)
                return new SignInOutcome(null, null, SignInBackoff.After(row.Failures));
            live[row.Id] = (InfoOf(row), row.Stamp);
            return new SignInOutcome(InfoOf(row), row.Stamp, TimeSpan.Zero);
        }
        finally
        {
            writing.Release();
        }
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
            await using var db = file.Open();
            var row = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
            (row.PasswordHash, row.Stamp) = (passwords.Hash(password), SiteId.Random(20));
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
    public UserInfo? FindSession(int id, string stamp) => live.TryGetValue(id, out var found) && found.Stamp == stamp ? found.User : null;

    public async Task<bool> RemoveAsync(int id, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (live.TryGetValue(id, out var found) && found.User.Role == UserRole.Owner && live.Values.Count(v => v.User.Role == UserRole.Owner) == 1)
                throw new InputRefusedException("user", "This is the only owner. Make another one first.");
            await using var db = file.Open();
            var removed = await db.Users.Where(u => u.Id == id).ExecuteDeleteAsync(cancellationToken);
            live.TryRemove(id, out _);
            return removed == 1;
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

    static UserInfo InfoOf(UserRow row) => new(row.Id, row.Name, row.Role, DateTimeOffset.FromUnixTimeMilliseconds(row.Created), row.LastSignIn is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}
