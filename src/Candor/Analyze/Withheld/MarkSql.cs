using Candor.Guard;
using Candor.Store;

namespace Candor.Analyze.Withheld;

/// <summary>
/// Where the marks of an event stand, as SQL: a list of <c>category's mark, tab, field</c>, each pair once. A field is called by the name that
/// is stored, so a name that was itself taken out shows as its mark. Both engines have RE2, hence the same patterns.
/// </summary>
static class MarkSql
{
    const string Text = @"""(?:[^""\\]|\\.)*""";

    /// <summary>A member of a JSON object at any depth, with its value where that is a text or a list of texts.</summary>
    const string Member = Text + @"\s*:\s*(?:" + Text + @"|\[\s*" + Text + @"(?:\s*,\s*" + Text + @")*\s*\])?";

    const string MemberName = @"^""((?:[^""\\]|\\.)*)""";

    const string Parameter = "[^&;=]+=[^&;]*";

    const string ParameterName = "^([^=]+)";

    /// <summary>Every mark that Guard or the script writes, without its brackets.</summary>
    static readonly string[] Marks = [.. Category.Identities.Append(Category.Consent).Concat(Category.Topics).Select(c => Category.Mark(c)[1..^1])];

    static readonly string Mark = $@"\[({string.Join('|', Marks)})\]";

    /// <summary>A condition that holds for every event with a mark. Lists have brackets too, so those alone would let in every shop's event.</summary>
    public static SqlText Has { get; } = new(Any(c => $"(contains({c}, '[') and regexp_matches({c}, '{Mark}'))")) { ClickHouse = Any(c => $"(position({c}, '[') > 0 and match({c}, '{Escaped(Mark)}'))") };

    /// <summary>The list, in a text: pairs in order, one a line.</summary>
    public static SqlText Pairs { get; } = new($"array_to_string(list_sort(list_distinct(flatten([{DuckMembers()}, {DuckParameters()}, {string.Join(", ", Plain.Select(DuckPlain))}]))), chr(10))")
    {
        ClickHouse = $"arrayStringConcat(arraySort(arrayDistinct(arrayConcat({ClickMembers()}, {ClickParameters()}, {string.Join(", ", Plain.Select(ClickPlain))}))), '\\n')",
    };

    static (string Column, string Field)[] Plain => [("name", "name"), ("path", "url.path"), ("title", "title"), ("referrer", "referrer")];

    static string Any(Func<string, string> condition) => $"({string.Join(" or ", new[] { "props", "path", "query", "title", "referrer", "name" }.Select(condition))})";

    static string DuckMembers() => DuckNamed("props", Member, MemberName, "props.");

    static string DuckParameters() => DuckNamed("query", Parameter, ParameterName, "url.query.");

    static string DuckNamed(string column, string part, string name, string prefix) =>
        $"""
        case when contains({column}, '[') then flatten(list_transform(list_filter(regexp_extract_all({column}, '{part}'), lambda m: contains(m, '[')),
            lambda m: list_transform(regexp_extract_all(m, '{Mark}', 1), lambda k: k || chr(9) || '{prefix}' || regexp_extract(m, '{name}', 1)))) else []::varchar[] end
        """;

    static string DuckPlain((string Column, string Field) of) =>
        $"case when contains({of.Column}, '[') then list_transform(regexp_extract_all({of.Column}, '{Mark}', 1), lambda k: k || chr(9) || '{of.Field}') else []::varchar[] end";

    static string ClickMembers() => ClickNamed("props", Member, MemberName, "props.");

    static string ClickParameters() => ClickNamed("query", Parameter, ParameterName, "url.query.");

    /// <remarks>extractAll gives the first group where there is one, else the whole.</remarks>
    static string ClickNamed(string column, string part, string name, string prefix) =>
        $"arrayFlatten(arrayMap(m -> arrayMap(k -> concat(k, '\\t', '{prefix}', extract(m, '{Escaped(name)}')), extractAll(m, '{Escaped(Mark)}')), arrayFilter(m -> position(m, '[') > 0, extractAll({column}, '{Escaped(part)}'))))";

    static string ClickPlain((string Column, string Field) of) => $"arrayMap(k -> concat(k, '\\t', '{of.Field}'), extractAll(toString({of.Column}), '{Escaped(Mark)}'))";

    static string Escaped(string pattern) => pattern.Replace("\\", "\\\\", StringComparison.Ordinal);
}
