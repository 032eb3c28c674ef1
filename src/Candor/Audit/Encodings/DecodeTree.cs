using System.Buffers;
using System.Buffers.Text;

namespace Candor.Audit.Encodings;

/// <summary>Opens what is wrapped in a value: percent-encoding, base64, hexadecimal, packed bytes, JSON, parameters, addresses, tokens; inside one another to a depth of four.</summary>
static class DecodeTree
{
    const int MostDepth = 4;
    const int MostLeaves = 4000;

    /// <summary>Shorter words are words: "Username" is valid base64.</summary>
    const int ShortestBase64 = 12, ShortestHex = 12;

    /// <summary>A longer value is content of another kind (a recording of the screen, a picture) and is looked at only as text.</summary>
    const int LongestValue = 4 << 20;

    /// <summary>The values inside, or the value itself when it is plain.</summary>
    public static List<Parameter> Open(IEnumerable<Parameter> parameters)
    {
        var leaves = new List<Parameter>();
        foreach (var parameter in parameters)
            Open(parameter, leaves, 0);
        return leaves;
    }

    static void Open(Parameter p, List<Parameter> leaves, int depth)
    {
        if (leaves.Count >= MostLeaves)
            return;
        var text = p.Text.AsSpan().Trim();
        if (depth >= MostDepth || text.Length < 3 || text.Length > LongestValue || !Inside(p, text, leaves, depth))
            leaves.Add(p);
    }

    /// <summary>True when the value gave way to what is in it.</summary>
    static bool Inside(Parameter p, ReadOnlySpan<char> text, List<Parameter> leaves, int depth)
    {
        if (text[0] is '{' or '[' && JsonLeaves.Parse(p.Text) is { } json)
            using (json)
                return All(JsonLeaves.Read(json.RootElement, p.Carrier, p.Name, p.Chain), leaves, depth);
        if (IsAddress(text))
        {
            leaves.Add(p);
            Address(p, text, leaves, depth);
            return true;
        }
        // Before percent-encoding: an ampersand that is encoded belongs to its value.
        if (Query.LooksLike(text))
            return All(Query.Read(text, p.Carrier, p.Name + ".", p.Chain), leaves, depth);
        if (text.Contains('%') && Query.Unescape(text, plusIsSpace: false) is var once && !text.SequenceEqual(once))
        {
            Open(p.Unwrapped("percent", once), leaves, depth + 1);
            return true;
        }
        if (text.StartsWith("tv.1~", StringComparison.Ordinal))
            return All(GoogleMatchingData.Read(p, text), leaves, depth);
        return Token(p, text, leaves, depth) || Hexadecimal(p, text, leaves, depth) || Base64Text(p, text, leaves, depth) || CharacterCodes(p, text, leaves);
    }

    static bool All(List<Parameter> inner, List<Parameter> leaves, int depth)
    {
        foreach (var parameter in inner)
            Open(parameter, leaves, depth + 1);
        return true;
    }

    public static bool IsAddress(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parameters of an address in a value, and words of its path that are wrapped.</summary>
    static void Address(Parameter p, ReadOnlySpan<char> text, List<Parameter> leaves, int depth)
    {
        var from = leaves.Count;
        var hash = text.IndexOf('#');
        var fragment = hash < 0 ? [] : text[(hash + 1)..];
        var head = hash < 0 ? text : text[..hash];
        var mark = head.IndexOf('?');
        if (mark >= 0)
            All(Query.Read(head[(mark + 1)..], p.Carrier, p.Name + "?", p.Chain), leaves, depth);
        if (fragment.Contains('='))
            All(Query.Read(fragment[(fragment.IndexOf('?') + 1)..], p.Carrier, p.Name + "#", p.Chain), leaves, depth);
        var path = mark < 0 ? head : head[..mark];
        foreach (var range in path.Split('/'))
            if (path[range] is { Length: >= ShortestBase64 } segment && segment.ContainsAny("%=@") | !segment.Contains('-'))
                Open(p with { Name = p.Name + "/", Text = segment.ToString() }, leaves, depth + 1);
        for (var i = from; i < leaves.Count; i++)
            leaves[i] = leaves[i] with { IsInner = true };
    }

    /// <summary>A JSON web token: its middle is JSON that anybody can read.</summary>
    static bool Token(Parameter p, ReadOnlySpan<char> text, List<Parameter> leaves, int depth)
    {
        if (!text.StartsWith("eyJ", StringComparison.Ordinal) || text.Count('.') != 2)
            return false;
        var middle = text[(text.IndexOf('.') + 1)..text.LastIndexOf('.')];
        if (Bytes(middle) is not { } bytes || !Packed.IsText(bytes))
            return false;
        Open(p.Unwrapped("base64", Packed.Text(bytes)), leaves, depth + 1);
        return true;
    }

    static bool Hexadecimal(Parameter p, ReadOnlySpan<char> text, List<Parameter> leaves, int depth)
    {
        if (text.Length < ShortestHex || text.Length % 2 != 0 || text.ContainsAnyExcept(HexCharacters))
            return false;
        return Bytes(p, Convert.FromHexString(text), "hex", leaves, depth);
    }

    static bool Base64Text(Parameter p, ReadOnlySpan<char> text, List<Parameter> leaves, int depth)
    {
        if (text.Length < ShortestBase64 || text.TrimEnd('=').ContainsAnyExcept(Base64Characters))
            return false;
        if (Bytes(text) is { } bytes && Bytes(p, bytes, "base64", leaves, depth))
            return true;
        // A letter or two before it, as those who hide things write.
        for (var skip = 1; skip < 4 && text.Length - skip >= ShortestBase64; skip++)
            if (Bytes(text[skip..]) is { } shifted && Packed.IsText(shifted) && shifted.AsSpan().IndexOf((byte)'@') > 0)
                return Bytes(p, shifted, "base64", leaves, depth);
        return false;
    }

    static bool Bytes(Parameter p, byte[] bytes, string step, List<Parameter> leaves, int depth)
    {
        if (bytes is [0x1F, 0x8B, ..] or [0x78, ..] && Packed.Open(bytes) is { } packed && Packed.IsText(packed.Bytes))
        {
            Open(p.Unwrapped($"{step}+{packed.Step}", Packed.Text(packed.Bytes)), leaves, depth + 2);
            return true;
        }
        if (!Packed.IsText(bytes) || !IsWritten(bytes))
            return false;
        Open(p.Unwrapped(step, Packed.Text(bytes)), leaves, depth + 1);
        return true;
    }

    /// <summary>Random letters decode to valid text now and then; what somebody wrote has mostly letters, digits, spaces and the signs of addresses and JSON.</summary>
    static bool IsWritten(ReadOnlySpan<byte> bytes)
    {
        var common = 0;
        foreach (var b in bytes)
            common += char.IsAsciiLetterOrDigit((char)b) || b is (byte)' ' or (byte)'.' or (byte)'@' or (byte)'-' or (byte)'_' or (byte)':' or (byte)'"' or (byte)',' or (byte)'/' or >= 0xC3 and < 0xE0 ? 1 : 0;
        return common >= bytes.Length * 8 / 10;
    }

    /// <summary>A list of character codes for an address: <c>106,97,110,101,64,…</c>.</summary>
    static bool CharacterCodes(Parameter p, ReadOnlySpan<char> text, List<Parameter> leaves)
    {
        if (!text.Contains(',') || text.ContainsAnyExcept(CodeCharacters))
            return false;
        var written = new char[text.Length];
        var count = 0;
        foreach (var range in text.Split(','))
        {
            if (!byte.TryParse(text[range].Trim(), out var code) || code is < 32 or > 126)
                return false;
            written[count++] = (char)code;
        }
        if (count < 6 || !written.AsSpan(0, count).Contains('@'))
            return false;
        leaves.Add(p.Unwrapped("codes", new string(written, 0, count)));
        return true;
    }

    /// <summary>Base64 or base64url; null when it is neither.</summary>
    public static byte[]? Bytes(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd('=');
        if (text.Length % 4 == 1)
            text = text[..^1];
        var url = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
            url[i] = text[i] switch { '+' => '-', '/' => '_', var c => c };
        var bytes = new byte[Base64Url.GetMaxDecodedLength(url.Length)];
        return Base64Url.DecodeFromChars(url, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }

    public static readonly SearchValues<char> Base64Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");
    static readonly SearchValues<char> CodeCharacters = SearchValues.Create("0123456789, ");
    public static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdefABCDEF");
}
