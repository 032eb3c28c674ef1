using System.Security.Cryptography;
using System.Text;

namespace Candor;

/// <summary>Turns whatever a sender calls an event into the 16 bytes that are stored and compared.</summary>
static class EventId
{
    /// <summary>A UUID stays itself; any other text becomes a UUIDv8 (RFC 9562) from its SHA-256,
    /// so the browser's and the server's copy of <c>order-1001</c> meet.</summary>
    public static Guid Parse(ReadOnlySpan<char> text)
    {
        if (Guid.TryParse(text, out var id))
            return id;

        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(Math.Min(text.Length, 512))];
        var length = Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 512)], utf8);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(utf8[..length], hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
