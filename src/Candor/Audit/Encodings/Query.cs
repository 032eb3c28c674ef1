using System.Buffers;
using System.Text;

namespace Candor.Audit.Encodings;

/// <summary>Parameters of an address or a form: <c>a=1&amp;b=2</c>, also with semicolons where there is no ampersand.</summary>
static class Query
{
    const int MostParameters = 4000;

    static readonly SearchValues<char> Foreign = SearchValues.Create(" \n\r\t\"<>{}");
    static readonly SearchValues<char> Markup = SearchValues.Create("\n\r\t\"<>{}");
    static readonly SearchValues<char> NotInNames = SearchValues.Create("/:?, ");
    static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_");

    public static List<Parameter> Read(ReadOnlySpan<char> query, Carrier carrier, string prefix = "", string chain = "")
    {
        var list = new List<Parameter>();
        var separator = query.Contains('&') ? '&' : query.Count('=') > 1 && query.Contains(';') ? ';' : '&';
        foreach (var range in query.Split(separator))
        {
            var pair = query[range];
            if (pair.IsEmpty || list.Count == MostParameters)
                continue;
            var equals = pair.IndexOf('=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            list.Add(new Parameter(prefix + name, equals < 0 ? "" : Decode(pair[(equals + 1)..]), carrier, chain));
        }
        return list;
    }

    /// <summary>Names with values and nothing that parameters cannot hold; a single one needs a name of letters. Scripts that join fields by hand leave spaces in the values, which is no more than a sentence when it stands alone.</summary>
    public static bool LooksLike(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || !text.Contains('=') || text.ContainsAny(text.Contains('&') ? Markup : Foreign))
            return false;
        var pairs = 0;
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            var equals = pair.IndexOf('=');
            if (equals <= 0 || equals > 64 || pair[..equals].ContainsAny(NotInNames) || pair[^1] == '=' && equals == pair.Length - 2)
                return false;
            pairs++;
        }
        return pairs >= 2 || (pairs == 1 && text[^1] != '=' && !text[..text.IndexOf('=')].ContainsAnyExcept(Letters) && text.Count('=') == 1);
    }

    /// <summary>Decoded once; what is no valid encoding stays as it is.</summary>
    public static string Decode(ReadOnlySpan<char> text) => Unescape(text, plusIsSpace: true);

    public static string Unescape(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        if (!text.Contains('%') && !(plusIsSpace && text.Contains('+')))
            return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = Convert.FromHexString(text.Slice(i + 1, 2))[0];
                i += 2;
            }
            else if (text[i] == '+' && plusIsSpace)
            {
                bytes[length++] = (byte)' ';
            }
            else
            {
                var run = 1;
                while (i + run < text.Length && text[i + run] is not ('%' or '+'))
                    run++;
                length += Encoding.UTF8.GetBytes(text.Slice(i, run), bytes.AsSpan(length));
                i += run - 1;
            }
        }
        var decoded = bytes.AsSpan(0, length);
        // Old pages write Latin-1: %E9 alone is no UTF-8.
        return System.Text.Unicode.Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : Encoding.Latin1.GetString(decoded);
    }
}
