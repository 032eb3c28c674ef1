using System.Collections.Concurrent;
using Candor.Sites.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Candor.Sites;

/// <summary>The people who may sign in.</summary>
sealed class UserDirectory : IDisposable
{
    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512.</summary>
    const int Iterations = 210_000;

    public const int ShortestPassword = 12;

    readonly SitesFile file;
    readonly TimeProvider clock;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly PasswordHasher<string> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    readonly ConcurrentDictionary<int, (UserInfo User, string Stamp)> live = new();
    readonly string nobodysHash;

    public UserDirectory(SitesFile file, TimeProvider clock)
    {
        (this.file, this.clock) = (file, clock);
        nobodysHash = hasher.HashPassword("", Guid.NewGuid().ToString());
        using var db = file.Open();
        foreach (var row in db.Users.AsNoTracking())
            live[row.Id] = (InfoOf(row), row.Stamp);
    }

    public IReadOnlyList<UserInfo> All => [.. live.Values.Select(v => v.User).OrderBy(u => u.Name, StringComparer.OrdinalIgnoreCase)];

    public bool IsEmpty => live.IsEmpty;

    /// <exception cref="InputRefusedException">Name or password cannot be kept, or the name is taken.</exception>
    public async Task<UserInfo> AddAsync(string name, string password, UserRole role, CancellationToken cancellationToken)
    {
        Check(name, password);
        var row = new UserRow
        {
            Name = name.Trim(), Login = LoginOf(name), Role = role, Stamp = SiteId.Random(20),
            PasswordHash = hasher.HashPassword("", password), Created = clock.GetUtcNow().ToUnixTimeMilliseconds(),
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
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = file.Open();
            var login = LoginOf(name);
            var row = await db.Users.SingleOrDefaultAsync(u => u.Login == login, cancellationToken);
            var now = clock.GetUtcNow();
            if (row is not null && row.LockedUntil > now.ToUnixTimeMilliseconds())
                return new SignInOutcome(null, null, DateTimeOffset.FromUnixTimeMilliseconds(row.LockedUntil) - now);
            var right = hasher.VerifyHashedPassword("", row?.PasswordHash ?? nobodysHash, Cut(password)) != PasswordVerificationResult.Failed;
            if (row is null)
                return new SignInOutcome(null, null, TimeSpan.Zero);

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

    /// <summary>Sets a new password, and with it a new stamp: every session that holds the old one ends.</summary>
    /// <exception cref="InputRefusedException">The new password cannot be kept.</exception>
    public async Task<SignInOutcome> ChangePasswordAsync(string name, string current, string password, CancellationToken cancellationToken)
    {
        Check(name, password);
        var outcome = await SignInAsync(name, current, cancellationToken);
        if (outcome.User is not { } user)
            return outcome;
        await writing.WaitAsync(cancellationToken);
        try
        {
            await using var db = file.Open();
            var row = await db.Users.SingleAsync(u => u.Id == user.Id, cancellationToken);
            (row.PasswordHash, row.Stamp) = (hasher.HashPassword("", password), SiteId.Random(20));
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

    public void Dispose() => writing.Dispose();

    static void Check(string name, string password)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 100 || name.Any(char.IsControl))
            errors["name"] = "A name has 1 to 100 characters, such as an e-mail address.";
        if (password.Length < ShortestPassword)
            errors["password"] = $"A password has at least {ShortestPassword} characters. A sentence works well.";
        else if (password.Length > 200)
            errors["password"] = "A password has at most 200 characters.";
        else if (LoginOf(password) == LoginOf(name))
            errors["password"] = "The password must not be the name.";
        if (errors.Count > 0)
            throw new InputRefusedException(errors);
    }

    static string LoginOf(string name) => name.Trim().ToUpperInvariant();

    /// <summary>Hashing a megabyte for everyone who asks would be a gift to attackers.</summary>
    static string Cut(string password) => password.Length <= 200 ? password : password[..200];

    static UserInfo InfoOf(UserRow row) => new(row.Id, row.Name, row.Role, DateTimeOffset.FromUnixTimeMilliseconds(row.Created), row.LastSignIn is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}
