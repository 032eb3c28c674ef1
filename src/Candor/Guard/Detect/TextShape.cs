using System.Buffers;
using System.Buffers.Text;

namespace Candor.Guard.Detect;

/// <summary>What a text looks like, for detectors that judge a whole value.</summary>
static class TextShape
{
    public static bool IsTrivial(ReadOnlySpan<char> text) =>
        text.Trim() is "" or "true" or "false" or "null" or "undefined" or "yes" or "no" or "on" or "off" or "none" or "n/a" or "0" or "1" || Category.IsMark(text);

    public static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
            count += char.IsDigit(c) ? 1 : 0;
        return count;
    }

    /// <summary>A fingerprint as hash functions write it: 32, 40, 56, 64, 96 or 128 hexadecimal digits, or 32 bytes in base64.</summary>
    public static bool IsHash(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 32 or 40 or 56 or 64 or 96 or 128)
            return !text.ContainsAnyExcept(Hex);
        return text.Length is 43 or 44 && !text.TrimEnd('=').ContainsAnyExcept(Base64);
    }

    public static bool IsUuid(ReadOnlySpan<char> text) => text.Length == 36 && Guid.TryParseExact(text, "D", out _);

    /// <summary>No word that a person wrote: letters and digits mixed the way a generator mixes them.</summary>
    public static bool IsRandom(ReadOnlySpan<char> text, int least)
    {
        if (text.Length < least || text.ContainsAnyExcept(Token))
            return false;
        if (IsUuid(text))
            return true;
        int upper = 0, lower = 0, digits = 0, turns = 0, words = 0;
        var before = 0;
        var run = 0;
        foreach (var c in text)
        {
            var kind = char.IsAsciiDigit(c) ? 1 : char.IsAsciiLetterUpper(c) ? 2 : char.IsAsciiLetterLower(c) ? 3 : 4;
            digits += kind == 1 ? 1 : 0;
            upper += kind == 2 ? 1 : 0;
            lower += kind == 3 ? 1 : 0;
            turns += kind != before && kind != 4 && before is not (0 or 4) ? 1 : 0;
            run = kind == before && kind == 3 ? run + 1 : 1;
            words += run == 5 ? 1 : 0;
            before = kind;
        }
        // Hexadecimal and base 36 have letters and digits in turn; base 62 has all three kinds; a slug has whole words.
        return digits > 0 && upper + lower > 0 && turns >= 2 + text.Length / 12 && words <= text.Length / 16;
    }

    /// <summary>Base64 of a text: other detectors read that, and chance does not write.</summary>
    public static bool IsWriting(ReadOnlySpan<char> run)
    {
        var whole = run.TrimEnd('=');
        if (whole.Length > 512)
            return false;
        Span<byte> bytes = stackalloc byte[400];
        return Base64Url.DecodeFromChars(whole[..(whole.Length - (whole.Length % 4 == 1 ? 1 : 0))], bytes, out _, out var count) == OperationStatus.Done
            && !bytes[..count].ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }

    static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");
    static readonly SearchValues<char> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
    static readonly SearchValues<char> Token = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_.~=");
}
