using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>Which query parameters of a URL may be kept.</summary>
sealed class QueryRules
{
    static readonly string[] Harmless =
        ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id", "page", "sort", "order", "view", "tab", "lang", "locale"];

    readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly PropertyRules fields;

    QueryRules(IEnumerable<string> allow, OtherParameters others, PropertyRules? fields = null)
    {
        Listed = [.. allow.Distinct()];
        Others = others;
        this.fields = fields ?? PropertyRules.Any;
        lookup = Listed.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The script sends only these; the collector examines whatever else a server or an import brings.</summary>
    public static QueryRules Default { get; } = new(Harmless, OtherParameters.Examine);

    /// <summary>As written.</summary>
    public IReadOnlyList<string> Listed { get; }

    /// <summary>What the script may send.</summary>
    public IEnumerable<string> Allow => Listed.Where(p => !fields.Removes(p));

    public OtherParameters Others { get; }

    public bool Allows(ReadOnlySpan<char> parameter) => (Others == OtherParameters.Examine || lookup.Contains(parameter)) && !fields.Removes(parameter);

    /// <summary>The same, without parameters that have the name of a removed field.</summary>
    public QueryRules Without(PropertyRules fields) => new(Listed, Others, fields);

    /// <summary><c>query: [a, b]</c> means exactly these; <c>query: {allow: [a, b], others: examine}</c> lets detectors decide on the rest.</summary>
    public static QueryRules Read(ConfigNode node, QueryRules basis)
    {
        if (!node.Exists)
            return basis;
        if (node.Kind != ConfigKind.Map)
            return new QueryRules(node.Texts() ?? [], OtherParameters.Remove);

        var others = node["others"].Choice(OtherParameters.Remove, ("remove", OtherParameters.Remove), ("examine", OtherParameters.Examine));
        var allow = node["allow"].Texts() ?? basis.Listed;
        node.RefuseOthers();
        return new QueryRules(allow, others);
    }
}
