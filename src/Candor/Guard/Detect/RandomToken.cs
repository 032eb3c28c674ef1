using System.Buffers;
using System.Buffers.Text;

namespace Candor.Guard.Detect;

/// <summary>
/// Long random words in a URL, where sign-in links, sessions and capabilities live. Not in properties, where products and documents have
/// such names, and not digests, UUIDs and hexadecimal ids, which name content.
/// </summary>
sealed class RandomToken : Detector
{
    const int Least = 32;

    public override Signals Needs => Signals.Run;

    public override int Shortest => 32;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place is not (Place.Path or Place.Parameter) || leaf.Has(KeyKind.ClickId | KeyKind.Digest))
            return;
        var text = leaf.Text;
        for (var i = 0; i < text.Length;)
        {
            if (!IsPart(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && IsPart(text[i]))
                i++;
            var run = text[start..i];
            if (run.Length >= Least && HasAllKinds(run) && TextShape.IsRandom(run, Least) && !TextShape.IsUuid(run) && !run.StartsWith("sha", StringComparison.Ordinal) && !IsWriting(run))
                hits.Add(start, run.Length, Category.Credential, "a long random word in a URL", spreads: true);
        }
    }

    /// <summary>Base64 of a text: other detectors read that, and chance does not write.</summary>
    static bool IsWriting(ReadOnlySpan<char> run)
    {
        var whole = run.TrimEnd('=');
        if (whole.Length > 512)
            return false;
        Span<byte> bytes = stackalloc byte[400];
        return Base64Url.DecodeFromChars(whole[..(whole.Length - (whole.Length % 4 == 1 ? 1 : 0))], bytes, out _, out var count) == OperationStatus.Done
            && !bytes[..count].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=';

    static bool HasAllKinds(ReadOnlySpan<char> run) => run.ContainsAnyInRange('0', '9') && run.ContainsAnyInRange('a', 'z') && run.ContainsAnyInRange('A', 'Z');
}
