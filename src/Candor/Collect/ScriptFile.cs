using System.IO.Compression;
using System.Security.Cryptography;

namespace Candor.Collect;

/// <summary>One version of the script, packed once.</summary>
sealed class ScriptFile
{
    public ScriptFile(byte[] plain)
    {
        Plain = plain;
        var sha256 = SHA256.HashData(plain);
        Hash = Convert.ToHexStringLower(sha256)[..8];
        ETag = $"\"{Hash}\"";
        Integrity = "sha256-" + Convert.ToBase64String(sha256);
        Brotli = Pack(plain, static packed => new BrotliStream(packed, CompressionLevel.SmallestSize));
        GZip = Pack(plain, static packed => new GZipStream(packed, CompressionLevel.SmallestSize));
    }

    public byte[] Plain { get; }

    public byte[] Brotli { get; }

    public byte[] GZip { get; }

    /// <summary>The first eight digits of the SHA-256, as in the versioned address.</summary>
    public string Hash { get; }

    public string ETag { get; }

    /// <summary>For the <c>integrity</c> attribute.</summary>
    public string Integrity { get; }

    static byte[] Pack(byte[] plain, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
            stream.Write(plain);
        return packed.ToArray();
    }
}
