using System.IO.Compression;
using System.Security.Cryptography;

namespace Candor.Dashboard.Assets;

/// <summary>One file that the pages load, under a name that holds its own hash, so that a browser may keep it for ever.</summary>
sealed class AssetFile
{
    readonly Lazy<byte[]> brotli;

    public AssetFile(string name, byte[] content)
    {
        var extension = Path.GetExtension(name);
        Content = content;
        ContentType = extension switch { ".css" => "text/css; charset=utf-8", ".js" => "text/javascript; charset=utf-8", ".svg" => "image/svg+xml", ".woff2" => "font/woff2", _ => "application/octet-stream" };
        HashedName = $"{Path.GetFileNameWithoutExtension(name)}.{Convert.ToHexStringLower(SHA256.HashData(content))[..10]}{extension}";
        brotli = new(() => extension == ".woff2" ? content : Compress(content));
    }

    public string HashedName { get; }

    public string ContentType { get; }

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>Made when first asked for; a font is compressed already.</summary>
    public ReadOnlyMemory<byte> Brotli => brotli.Value;

    static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Optimal))
            stream.Write(content);
        return packed.ToArray();
    }
}
