using System.Text;

namespace Candor.Guard;

/// <summary>Percent-encoding (RFC 3986) and the plus sign of forms.</summary>
static class PercentEncoding
{
    /// <summary>Decodes once. False when nothing was encoded. <paramref name="output"/> needs the input's length.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, bool plusIsSpace, Span<char> output, out int written)
    {
        written = 0;
        var changed = false;
        Span<byte> bytes = stackalloc byte[64];
        for (var i = 0; i < text.Length;)
        {
            var count = 0;
            while (count < bytes.Length && i + 2 < text.Length && text[i] == '%' && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[count++] = (byte)(text[i + 1].ToHex() << 4 | text[i + 2].ToHex());
                i += 3;
            }
            if (count > 0)
            {
                changed = true;
                // A character never straddles two rounds unless 64 bytes end inside it; then it shows as a replacement character, which hides nothing.
                written += Encoding.UTF8.GetChars(bytes[..count], output[written..]);
                continue;
            }
            var c = text[i++];
            // "+16505551212" typed into a URL by hand keeps its sign.
            if (c == '+' && plusIsSpace && !(written == 0 && i < text.Length && char.IsAsciiDigit(text[i])))
            {
                c = ' ';
                changed = true;
            }
            output[written++] = c;
        }
        return changed;
    }

    /// <summary>Encodes what a URL part cannot hold; the brackets of marks stay, so that they read the same everywhere.</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Allowed))
            return text;
        var result = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && Allowed.Contains((char)rune.Value))
            {
                result.Append((char)rune.Value);
                continue;
            }
            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return result.ToString();
    }

    static int ToHex(this char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 32) - 'a' + 10;

    static readonly System.Buffers.SearchValues<char> Allowed = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~[]!*'(),:;@$");
}
