using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Candor.Sites;

/// <summary>How passwords are kept, compared and chosen.</summary>
sealed class Passwords : IDisposable
{
    public const int Shortest = 12, Longest = 200;

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA512.</summary>
    const int Iterations = 210_000;

    readonly PasswordHasher<string> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Two at a time: whoever floods the sign-in page gets a queue, not the machine.</summary>
    readonly SemaphoreSlim hashing = new(2, 2);

    readonly Lazy<string> nobodys;

    public Passwords() => nobodys = new(() => Hash(Guid.NewGuid().ToString()));

    public string Hash(string password) => hasher.HashPassword("", password);

    /// <param name="hash">Null for a name that nobody has; the comparison takes as long.</param>
    public async Task<bool> IsRightAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        await hashing.WaitAsync(cancellationToken);
        try
        {
            // Hashing a megabyte for everyone who asks would be a gift to attackers.
            var kept = password.Length <= Longest ? password : password[..Longest];
            return await Task.Run(() => hasher.VerifyHashedPassword("", hash ?? nobodys.Value, kept) != PasswordVerificationResult.Failed, cancellationToken) && hash is not null;
        }
        finally
        {
            hashing.Release();
        }
    }

    /// <exception cref="InputRefusedException">The name or the password cannot be kept.</exception>
    public static void Check(string name, string password)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > 100 || name.Any(char.IsControl))
            errors["name"] = "A name has 1 to 100 characters, such as an e-mail address.";
        if (password.Length < Shortest)
            errors["password"] = $"A password has at least {Shortest} characters. A sentence works well.";
        else if (password.Length > Longest)
            errors["password"] = $"A password has at most {Longest} characters.";
        else if (UserDirectory.LoginOf(password) == UserDirectory.LoginOf(name))
            errors["password"] = "The password must not be the name.";
        if (errors.Count > 0)
            throw new InputRefusedException(errors);
    }

    public void Dispose() => hashing.Dispose();
}
