using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Candor.Guard;

/// <summary>An event in its structure: which page, which fields, of what kind and length, and no value.</summary>
static partial class EventShape
{
    /// <summary>Before the name of a property.</summary>
    public const string Props = "props.";

    const int MostFields = 12;

    /// <summary>Such as <c>/appointments: department (text of 5), weeks (number)</c>. The page's address is shown, as it was recorded.</summary>
    public static string Of(Event stored)
    {
        var text = new StringBuilder(PathOf(stored.Url));
        var fields = EventLeaves.Of(stored).Where(l => l.Path.StartsWith("props", StringComparison.Ordinal) || l.Path.StartsWith("url.query", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < fields.Count && i < MostFields; i++)
            text.Append(i == 0 ? ": " : ", ").Append(Short(fields[i].Path)).Append(" (").Append(Kind(fields[i])).Append(')');
        return fields.Count > MostFields ? text.Append(CultureInfo.InvariantCulture, $", {fields.Count - MostFields} more").ToString() : text.ToString();
    }

    public static string Kind(EventLeaf leaf) => Category.IsMark(leaf.Value) ? leaf.Value : leaf.Kind == "text" ? string.Create(CultureInfo.InvariantCulture, $"text of {leaf.Value.Length}") : leaf.Kind;

    /// <summary>A name that was sent and not examined: a word as programmers write it is shown, anything else by its length.</summary>
    public static string Name(string sent) => Word().IsMatch(sent) ? sent : string.Create(CultureInfo.InvariantCulture, $"(a name of {sent.Length} characters)");

    static string Short(string path) => path.StartsWith(Props, StringComparison.Ordinal) ? path[Props.Length..] : path.StartsWith("url.query.", StringComparison.Ordinal) ? "?" + path[10..] : path;

    static string PathOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri.AbsolutePath : url.Length == 0 ? "no page" : url.Split('?', '#')[0];

    [GeneratedRegex(@"^[A-Za-z_$][A-Za-z_$-]{0,31}\d{0,2}$")]
    private static partial Regex Word();
}
