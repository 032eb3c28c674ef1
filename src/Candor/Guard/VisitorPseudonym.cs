using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Candor.Guard;

/// <summary>
/// Stands in for a visitor id that is itself an identity, such as an e-mail address in an import: the same person keeps the same
/// <c>h.…</c>, and nobody without the installation's key gets back. A plain hash would not do: addresses can be tried one by one.
/// </summary>
sealed class VisitorPseudonym(byte[] key)
{
    public const string Prefix = "h.";

    /// <summary>A key of this process only, for a test or a dry run.</summary>
    public static VisitorPseudonym Ephemeral() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>Letter case and outer spaces do not count, as nobody's address differs by them.</summary>
    public string For(string visitor)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(visitor.Trim().ToLowerInvariant()), hash);
        return Prefix + Base64Url.EncodeToString(hash[..16]);
    }

    /// <summary>Reads the installation's key, or makes it, readable by the owner alone.</summary>
    public static VisitorPseudonym Open(string keyFolder)
    {
        var file = Path.Combine(keyFolder, "visitor-pseudonym.key");
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: 32 } known)
            return new VisitorPseudonym(known);

        Directory.CreateDirectory(keyFolder);
        var key = RandomNumberGenerator.GetBytes(32);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(key);
        stream.Flush(flushToDisk: true);
        return new VisitorPseudonym(key);
    }
}
