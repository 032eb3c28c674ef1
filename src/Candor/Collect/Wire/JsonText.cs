using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Candor.Collect.Wire;

/// <summary>
/// JSON strings to text without surprises: a lone surrogate (a page that cut a title in the middle of an emoji) and NUL, which
/// databases cannot hold, become U+FFFD; other control characters become spaces. The framework's reader throws instead.
/// </summary>
static class JsonText
{
    const char Replacement = '\uFFFD';

    /// <summary>The current string, cut to <paramref name="longest"/> characters and never inside a pair.</summary>
    public static string Read(ref Utf8JsonReader json, int longest)
    {
        var bytes = json.ValueSpan;
        if (!json.ValueIsEscaped && bytes.Length <= longest)
            return Encoding.UTF8.GetString(bytes);
        // No character takes more than six bytes (\uXXXX) or gives more chars than bytes.
        bytes = bytes[..Math.Min(bytes.Length, longest * 6)];
        var rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            var length = json.ValueIsEscaped ? Unescape(bytes, rented) : Encoding.UTF8.GetChars(WholeCharacters(bytes), rented);
            length = Math.Min(length, longest);
            if (length > 0 && char.IsHighSurrogate(rented[length - 1]))
                length--;
            return new string(rented, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Whether the name the reader stands on is this one, escapes undone.</summary>
    public static bool NameIs(ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.ValueIsEscaped ? !NeedsRewriting(json.ValueSpan) && json.ValueTextEquals(name) : json.ValueSpan.SequenceEqual(name);

    /// <summary>Whether a string holds an escape that not every reader survives: half a surrogate pair, or NUL.</summary>
    public static bool NeedsRewriting(ReadOnlySpan<byte> escaped)
    {
        // "\\u" is an escaped backslash before a u; taking it for an escape costs a rewrite, nothing else.
        for (var at = escaped.IndexOf("\\u"u8); at >= 0 && at + 6 <= escaped.Length; at = escaped.IndexOf("\\u"u8))
        {
            var digits = escaped.Slice(at + 2, 4);
            if ((digits[0] | 0x20) == 'd' && digits[1] >= '8' || digits.SequenceEqual("0000"u8))
                return true;
            escaped = escaped[(at + 2)..];
        }
        return false;
    }

    /// <summary>Unescapes what the reader has found to be well-formed JSON. Gives the number of chars written.</summary>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<char> text, char control = ' ')
    {
        var length = 0;
        while (!escaped.IsEmpty)
        {
            var slash = escaped.IndexOf((byte)'\\');
            var plain = slash < 0 ? WholeCharacters(escaped) : escaped[..slash];
            length += Encoding.UTF8.GetChars(plain, text[length..]);
            if (slash < 0 || slash + 1 >= escaped.Length)
                break;
            escaped = escaped[slash..];
            if (escaped[1] != 'u')
            {
                text[length++] = Simple(escaped[1], control);
                escaped = escaped[2..];
                continue;
            }
            if (escaped.Length < 6)
                break;
            var c = Hex(escaped);
            escaped = escaped[6..];
            if (char.IsHighSurrogate(c) && escaped.Length >= 6 && escaped[0] == '\\' && escaped[1] == 'u' && char.IsLowSurrogate(Hex(escaped)))
            {
                text[length++] = c;
                text[length++] = Hex(escaped);
                escaped = escaped[6..];
            }
            else
            {
                text[length++] = char.IsSurrogate(c) || c == '\0' ? Replacement : c < ' ' && control != '\0' ? control : c;
            }
        }
        return length;
    }

    static char Simple(byte letter, char control) => letter switch
    {
        (byte)'n' => control == '\0' ? '\n' : control,
        (byte)'r' => control == '\0' ? '\r' : control,
        (byte)'t' => control == '\0' ? '\t' : control,
        (byte)'b' => control == '\0' ? '\b' : control,
        (byte)'f' => control == '\0' ? '\f' : control,
        _ => (char)letter,
    };

    static char Hex(ReadOnlySpan<byte> escape)
    {
        var value = 0;
        foreach (var digit in escape[2..6])
            value = value << 4 | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return (char)value;
    }

    /// <summary>Without a character that a cut left incomplete at the end.</summary>
    static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        for (var back = 1; back <= 3 && back <= end; back++)
        {
            var b = bytes[end - back];
            if ((b & 0xC0) == 0x80)
                continue;
            var needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return needs > back ? bytes[..(end - back)] : bytes;
        }
        return bytes;
    }
}
