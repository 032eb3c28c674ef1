using System.IO.Hashing;

namespace Candor.Store;

/// <summary>
/// The 8 bytes that stand for a visitor in every table: XXH64 of <c>site|visitor</c> with seed 0, which ClickHouse
/// (<c>xxHash64</c>) computes alike. Not a secret and not meant to resist forgery: who can choose a visitor id can send that very id.
/// </summary>
static class VisitorHash
{
    /// <summary>0 only for an empty visitor.</summary>
    public static ulong Of(ReadOnlySpan<byte> site, ReadOnlySpan<byte> visitor)
    {
        if (visitor.IsEmpty)
            return 0;

        var length = site.Length + 1 + visitor.Length;
        Span<byte> text = length <= 256 ? stackalloc byte[length] : new byte[length];
        site.CopyTo(text);
        text[site.Length] = (byte)'|';
        visitor.CopyTo(text[(site.Length + 1)..]);
        return Math.Max(1, XxHash64.HashToUInt64(text));
    }
}
