using System.Buffers;
using System.Security.Cryptography;

namespace Candor.Sites;

/// <summary>Random names that are safe in URLs, in HTML and on the telephone.</summary>
static class SiteId
{
    /// <summary>Base32 in lower case: no 0, 1, 8 or 9 to mistake for a letter.</summary>
    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    public static string New() => "s_" + Random(12);

    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    public static bool IsOne(string text) => text.Length == 14 && text.StartsWith("s_", StringComparison.Ordinal) && !text.AsSpan(2).ContainsAnyExcept(Allowed);
}
