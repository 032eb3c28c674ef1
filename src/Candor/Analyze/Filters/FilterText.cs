using System.Text;

namespace Candor.Analyze.Filters;

/// <summary>Filters as text: <c>page==/a</c>, <c>country!=DE|AT</c>, <c>source~=goo</c>, <c>prop:plan!~free</c>.
/// <c>|</c> separates values; a backslash before it, or before another backslash, takes it as it is.</summary>
static class FilterText
{
    const int MaxValues = 100, MaxLength = 8192;

    static readonly (string Sign, FilterOperator Operator)[] Signs =
        [("==", FilterOperator.Is), ("!=", FilterOperator.IsNot), ("~=", FilterOperator.Contains), ("!~", FilterOperator.DoesNotContain)];

    public static bool TryParse(string text, out Filter? filter, out string error)
    {
        (filter, error) = (null, "");
        var at = text.AsSpan().IndexOfAny("=!~");
        var name = at < 0 ? text : text[..at];
        var sign = Array.Find(Signs, s => at >= 0 && text.AsSpan(at).StartsWith(s.Sign, StringComparison.Ordinal));
        if (sign.Sign is null)
            error = $"'{Short(text)}' has no operator. Write page==/a, page!=/a, page~=part or page!~part.";
        else if (text.Length > MaxLength)
            error = $"A filter has at most {MaxLength} characters; '{Short(text)}' has {text.Length}.";
        else
            filter = Build(name, sign.Operator, Split(text[(at + 2)..]), out error);
        return filter is not null;
    }

    public static string Write(Filter filter)
    {
        var name = filter.Dimension.NeedsKey ? $"{filter.Dimension.Name}:{filter.Key}" : filter.Dimension.Name;
        var sign = Array.Find(Signs, s => s.Operator == filter.Operator).Sign;
        return name + sign + string.Join('|', filter.Values.Select(v => v.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)));
    }

    static Filter? Build(string name, FilterOperator @operator, List<string> values, out string error)
    {
        error = "";
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (head, key) = colon < 0 ? (name, "") : (name[..colon], name[(colon + 1)..]);
        if (Dimensions.Find(head) is not { } dimension)
            error = $"Nothing is called '{Short(head)}' here. {Nearest.Hint(head, Dimensions.Names)}";
        else if (dimension.NeedsKey != key.Length > 0)
            error = dimension.NeedsKey ? $"'{head}' needs a property's name, as in {head}:plan." : $"'{head}' takes no '{Short(key)}'.";
        else if (values.Count > MaxValues)
            error = $"A filter has at most {MaxValues} values; '{head}' has {values.Count}.";
        else
            return new Filter(dimension, key, @operator, values);
        return null;
    }

    static List<string> Split(string text)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '|')
            {
                values.Add(value.ToString());
                value.Clear();
                continue;
            }
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '|' or '\\')
                i++;
            value.Append(text[i]);
        }
        values.Add(value.ToString());
        return values;
    }

    static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
