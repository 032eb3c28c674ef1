using Candor.Audit.Encodings;

namespace Candor.Audit.Fields;

/// <summary>A value that is bytes in disguise: it decodes, but to nothing that can be read.</summary>
static class OpaqueValue
{
    /// <summary>Shorter ones are ids.</summary>
    const int Least = 24;

    /// <summary>Known vendors have many tokens that nobody described; from this size on they can hold a text.</summary>
    public const int LeastForKnown = 96;

    /// <summary>Of what chance gives for as many bytes.</summary>
    const double LeastEntropy = 0.85;

    public static Opaque? Of(in Parameter p)
    {
        var text = p.Text.AsSpan().Trim();
        if (text.Length < Least || Guard.Detect.TextShape.IsUuid(text))
            return null;
        byte[]? bytes = null;
        if (!text.ContainsAnyExcept(DecodeTree.HexCharacters))
            bytes = HashForm.Of(text) is null && text.Length % 2 == 0 ? Convert.FromHexString(text) : null;
        else if (!text.TrimEnd('=').ContainsAnyExcept(DecodeTree.Base64Characters) && LooksPacked(text))
            bytes = DecodeTree.Bytes(text);
        if (bytes is null || bytes.Length < Least)
            return null;
        var opaque = Opaque.Of(p.Name, bytes);
        return opaque.Entropy >= LeastEntropy * Math.Log2(Math.Min(bytes.Length, 256)) ? opaque : null;
    }

    /// <summary>Upper and lower case and digits in turn: no slug, no list of words.</summary>
    static bool LooksPacked(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('A', 'Z') && text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('0', '9') && text.Count('-') + text.Count('_') <= text.Length / 12;
}
