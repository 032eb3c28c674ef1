using Candor.Audit.Encodings;

namespace Candor.Audit.Fields;

/// <summary>Which hash function may have made a value, by its length. Ids have the same shapes, so the key decides whether it did.</summary>
static class HashForm
{
    /// <summary>Null when no hash has this shape.</summary>
    public static string? Of(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (!value.ContainsAnyExcept(DecodeTree.HexCharacters))
            return value.Length switch { 32 => "md5", 40 => "sha1", 64 => "sha256", 96 => "sha384", 128 => "sha512", _ => null };
        return value.Length is 43 or 44 && value.TrimEnd('=') is { Length: 43 } body && !body.ContainsAnyExcept(DecodeTree.Base64Characters) && body.ContainsAnyInRange('A', 'Z') && body.ContainsAnyInRange('a', 'z') && body.ContainsAnyInRange('0', '9') ? "sha256" : null;
    }
}
