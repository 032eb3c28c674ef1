using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Candor.Audit.Encodings;

/// <summary>Unpacks gzip, zlib, deflate and Brotli, and tells text from bytes.</summary>
static class Packed
{
    /// <summary>What is unpacked at most: a few bytes can stand for any number.</summary>
    const int Most = 16 << 20;

    /// <param name="told">The message's <c>Content-Encoding</c>; may be empty or wrong.</param>
    /// <returns>Null when the bytes are not packed in a known way.</returns>
    public static (byte[] Bytes, string Step)? Open(ReadOnlySpan<byte> bytes, string told = "")
    {
        if (bytes.Length < 4)
            return null;
        if (bytes[0] == 0x1F && bytes[1] == 0x8B)
            return Inflate(bytes, s => new GZipStream(s, CompressionMode.Decompress)) is { } gzip ? (gzip, "gzip") : null;
        if (bytes[0] == 0x78 && (bytes[0] << 8 | bytes[1]) % 31 == 0 && Inflate(bytes, s => new ZLibStream(s, CompressionMode.Decompress)) is { } zlib)
            return (zlib, "deflate");
        if (told.Contains("br", StringComparison.OrdinalIgnoreCase) && Inflate(bytes, s => new BrotliStream(s, CompressionMode.Decompress)) is { } brotli)
            return (brotli, "brotli");
        if (IsText(bytes))
            return null;
        if (Inflate(bytes, s => new DeflateStream(s, CompressionMode.Decompress)) is { Length: > 0 } deflated && IsText(deflated))
            return (deflated, "deflate");
        return Inflate(bytes, s => new BrotliStream(s, CompressionMode.Decompress)) is { Length: > 0 } unasked && IsText(unasked) ? (unasked, "brotli") : null;
    }

    /// <summary>As much as can be unpacked; a stream that was cut off gives its beginning.</summary>
    static byte[]? Inflate(ReadOnlySpan<byte> bytes, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        try
        {
            using var input = open(new MemoryStream(bytes.ToArray(), writable: false));
            var buffer = new byte[16 << 10];
            int read;
            while (output.Length < Most && (read = input.Read(buffer)) > 0)
                output.Write(buffer, 0, read);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            // The beginning may be worth having.
        }
        return output.Length == 0 ? null : output.ToArray();
    }

    /// <summary>Valid UTF-8 without control characters but for line ends and tabs; a cut character at the end is forgiven.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return false;
        foreach (var b in bytes)
            if (b is < 9 or > 13 and < 32 or 127)
                return false;
        for (var cut = 0; cut < 4 && cut < bytes.Length; cut++)
            if (Utf8.IsValid(bytes[..^cut]))
                return true;
        return false;
    }

    public static string Text(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.GetString(bytes[3..]) : Encoding.UTF8.GetString(bytes);
}
