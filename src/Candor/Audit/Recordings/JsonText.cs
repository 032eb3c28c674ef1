using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Candor.Audit.Recordings;

/// <summary>
/// Texts of recordings as they are: half of a surrogate pair, or bytes that are no UTF-8, are what a page sent or a proxy wrote, and no
/// reason to give the value up.
/// </summary>
static class JsonText
{
    /// <summary>A member's text or number as text; empty when it is missing or something else.</summary>
    public static string Text(this JsonElement e, string name) => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) ? value.Text() : "";

    public static string Text(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => "",
    };

    public static JsonElement Member(this JsonElement e, string name) => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Items(this JsonElement e) => e.ValueKind == JsonValueKind.Array ? e.EnumerateArray() : [];

    /// <summary>A property's name, read as forgivingly as values are.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    static string Unescape(ReadOnlySpan<byte> utf8)
    {
        var escape = utf8.IndexOf((byte)'\\');
        if (escape < 0)
            return Encoding.UTF8.GetString(utf8);
        var text = new StringBuilder(utf8.Length);
        while (escape >= 0)
        {
            text.Append(Encoding.UTF8.GetString(utf8[..escape]));
            utf8 = utf8[(escape + 1)..];
            if (utf8.IsEmpty)
                return text.ToString();
            var used = 1;
            text.Append((char)utf8[0] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' when utf8.Length >= 5 && ushort.TryParse(utf8[1..5], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code) => Code(code, out used),
                var c => c,
            });
            utf8 = utf8[used..];
            escape = utf8.IndexOf((byte)'\\');
        }
        return text.Append(Encoding.UTF8.GetString(utf8)).ToString();
    }

    static char Code(ushort code, out int used)
    {
        used = 5;
        return (char)code;
    }
}
