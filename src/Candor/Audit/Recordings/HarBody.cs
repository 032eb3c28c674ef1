using System.Text;
using System.Text.Json;

namespace Candor.Audit.Recordings;

/// <summary>What a request carried, from the several ways in which browsers and proxies write it down.</summary>
static class HarBody
{
    /// <summary>The bytes as they left, as far as the recording still has them, and their type.</summary>
    public static (ReadOnlyMemory<byte> Bytes, string Type) Read(JsonElement post, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var type = post.Text("mimeType") is { Length: > 0 } told ? told : headers.FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        if (post.ValueKind != JsonValueKind.Object)
            return (default, type);
        var text = post.Text("text");
        if (text.Length > 0)
            return ((post.Text("encoding") == "base64" || post.Text("_encoding") == "base64") && FromBase64(text) is { } bytes ? bytes : Bytes(text), type);
        // The text was sent; params are somebody's reading of it, and the only source when there is no text.
        var form = new StringBuilder();
        foreach (var pair in post.Member("params").Items())
            form.Append(form.Length == 0 ? "" : "&").Append(Encoded(pair.Text("name"))).Append('=').Append(Encoded(pair.Text("value") is { Length: > 0 } value ? value : pair.Text("fileName")));
        return form.Length == 0 ? (default, type) : (Encoding.UTF8.GetBytes(form.ToString()), "application/x-www-form-urlencoded");
    }

    /// <summary>Names and values come percent-encoded from some browsers and plain from others; a plain one with a per cent sign in it is rare.</summary>
    public static string Encoded(string text) => IsEncoded(text) ? text : Uri.EscapeDataString(text);

    static bool IsEncoded(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
            if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
                return !text.AsSpan().ContainsAny(" &=#");
        return false;
    }

    /// <summary>Text as UTF-8; but bytes that were written down as one character each, such as a gzip stream, as those bytes.</summary>
    public static byte[] Bytes(string text) => IsPacked(text) ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);

    static bool IsPacked(string text) =>
        text.Length > 2 && text.AsSpan().ContainsAnyInRange('\u0080', '\u00FF') && !text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')
        && (text[0] == 0x1F && text[1] == 0x8B || text[0] == 0x78 && text[1] is '\u0001' or '\u009C' or '\u00DA' || text.AsSpan().ContainsAnyInRange('\0', '\u0008'));

    public static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }
}
