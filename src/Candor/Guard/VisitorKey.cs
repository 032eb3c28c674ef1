using System.Security.Cryptography;
using System.Text;

namespace Candor.Guard;

/// <summary>
/// A visitor without a cookie: HMAC-SHA256 under the day's salt of site, network address and user agent, cut to 64 bits.
/// The same browser is the same visitor for a day and on one site only.
/// </summary>
static class VisitorKey
{
    public const string Prefix = "d.";
    const int LongestPart = 512;

    public static string Make(ReadOnlySpan<byte> salt, string site, ReadOnlySpan<byte> address, ReadOnlySpan<char> userAgent)
    {
        Span<byte> message = stackalloc byte[3 * LongestPart * 2 + 64];
        var length = Encoding.UTF8.GetBytes(site.AsSpan(0, Math.Min(site.Length, LongestPart)), message);
        message[length++] = (byte)'|';
        address.CopyTo(message[length..]);
        length += address.Length;
        message[length++] = (byte)'|';
        length += Encoding.UTF8.GetBytes(userAgent[..Math.Min(userAgent.Length, LongestPart)], message[length..]);
        return Format(salt, message[..length]);
    }

    /// <summary>For a visitor whom a server named but who did not consent: known for the day, like everybody else.</summary>
    public static string Make(ReadOnlySpan<byte> salt, string site, ReadOnlySpan<char> named) => Make(salt, site, "named"u8, named);

    static string Format(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> message)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(salt, message, hash);
        return string.Create(18, hash[..8], static (text, bytes) =>
        {
            Prefix.CopyTo(text);
            Convert.TryToHexStringLower(bytes, text[2..], out _);
        });
    }
}
