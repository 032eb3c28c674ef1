using System.Buffers;
using System.Text;
using Candor.Audit.Encodings;

namespace Candor.Audit.Fields;

/// <summary>
/// What a report shows of a value. A report travels further than a recording, so what it says of a visitor is only what kind of thing
/// was sent; what the page itself says, such as a button's text, stays readable.
/// </summary>
static class Redaction
{
    const int LongestShown = 120;
    const int ShownOfId = 4;

    static readonly SearchValues<char> TellingSigns = SearchValues.Create("0123456789@%");

    public static string Of(SentField field, bool showValues)
    {
        if (showValues)
            return field.Value;
        if (field.Remark.Length > 0 && field.Class == FieldClass.Technical && field.Form != "opaque")
            return Short(field.Value);
        return field.Class switch
        {
            FieldClass.Personal when field.Form is "sha256" or "md5" or "sha1" or "sha512" or "sha384" => $"{Start(field.Value, 6)}… ({field.Form})",
            FieldClass.Personal => $"[{(field.Meaning.Length > 0 ? field.Meaning : "personal")}, {field.Value.Length} characters]",
            FieldClass.Identifier => field.Value.Length <= ShownOfId ? field.Value : $"{Start(field.Value, ShownOfId)}… ({field.Value.Length} characters)",
            _ when field.Form == "opaque" => $"[{field.Remark}]",
            _ when field.Meaning is Meaning.FormContent or Meaning.SearchTerm or Meaning.Keystrokes => $"[{field.Meaning}, {field.Value.Length} characters]",
            _ when DecodeTree.IsAddress(field.Value) => Short(Address(field.Value)),
            FieldClass.Technical when field.Value.Length > 40 => $"{Start(field.Value, 20)}… ({field.Value.Length} characters)",
            _ => Short(field.Value),
        };
    }

    /// <summary>An address with its query's names and without their values, and without words of its path that are somebody's.</summary>
    public static string Address(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var head = end < 0 ? url : url[..end];
        var scheme = head.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? 0 : head.IndexOf('/', scheme + 3) is var slash and >= 0 ? slash : head.Length;
        var result = new StringBuilder(head[..path].Contains('@', StringComparison.Ordinal) ? "" : head[..path]);
        foreach (var segment in head[path..].Split('/'))
            if (segment.Length > 0)
                result.Append('/').Append(IsSomebodys(segment) ? "[removed]" : segment);
        if (head.EndsWith('/') && head.Length > path)
            result.Append('/');
        if (end >= 0 && url[end] == '?')
        {
            var names = Query.Read(url.AsSpan(end + 1, (url.IndexOf('#', end) is var hash and >= 0 ? hash : url.Length) - end - 1), Carrier.Query).Select(p => IsSomebodys(p.Name) ? "[removed]=" : p.Name + "=");
            result.Append('?').AppendJoin('&', names);
        }
        return result.ToString();
    }

    /// <summary>An address without its query.</summary>
    public static string Page(string url) => Address(url.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? url[..end] : url);

    static bool IsSomebodys(string word) => word.AsSpan().ContainsAny(TellingSigns) && Guard.ValueReader.Classify("", Query.Unescape(word, plusIsSpace: true), Guard.Detect.Place.Path).Any(r => !Guard.Category.Topics.Contains(r.Category));

    static string Short(string value) => value.Length <= LongestShown ? value : value[..LongestShown] + "…";

    static string Start(string value, int length) => value.Length <= length ? value : value[..length];
}
