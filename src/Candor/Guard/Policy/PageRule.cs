namespace Candor.Guard.Policy;

/// <summary>What holds on the pages of a pattern.</summary>
/// <param name="Count">Null where the rule does not say.</param>
sealed record PageRule(PagePattern Pattern, PageCount? Count, RuleLayer Rules)
{
    const string Example = "{\"/portal/**\": {count: none}}";

    /// <summary>The rules in the order of the file.</summary>
    public static IReadOnlyList<PageRule> ReadAll(ConfigNode node)
    {
        var rules = new List<PageRule>();
        if (!node.ExpectFields(Example))
            return rules;
        foreach (var text in node.Fields.Keys)
        {
            var pattern = PagePattern.Parse(text, out var mistake);
            if (pattern is null)
                node.ReportName(text, mistake);
            if (Read(node[text], pattern) is not { } rule)
                continue;
            if (rules.Find(earlier => earlier.Hides(rule)) is { } first)
                node.ReportName(text, $"never comes to bear: '{first.Pattern}' above it matches all of its pages and says the same fields; move it above, or remove it");
            rules.Add(rule);
        }
        return rules;
    }

    static PageRule? Read(ConfigNode node, PagePattern? pattern)
    {
        if (!node.ExpectFields("{count: bare}"))
        {
            if (!node.Exists)
                node.Report("says nothing of its pages; write for example {count: bare}, or remove it");
            return null;
        }
        var count = node["count"].Choice<PageCount?>(null, ("full", PageCount.Full), ("bare", PageCount.Bare), ("none", PageCount.None));
        var rules = RuleLayer.Read(node, ofSite: false);
        node.RefuseOthers();
        if (count == PageCount.None && !rules.IsEmpty)
            node.Report("keeps nothing of these pages (count: none) and has rules for what is kept; remove one of the two");
        if (count == PageCount.Bare && !rules.Fields.IsEmpty)
            node.Report("keeps no field of these pages (count: bare) and has rules for fields; remove one of the two");
        if (pattern?.MatchesEverything == true && rules.Topics?.Keeps == true)
            node.Report($"'{pattern}' matches every page, so this would keep topics everywhere; name the pages, or write 'topics' beside 'pages' if you mean all of them");
        return pattern is null ? null : new PageRule(pattern, count, rules);
    }

    bool Hides(PageRule other) => Pattern.Covers(other.Pattern) && (other.Count is null || Count is not null) && Rules.Hides(other.Rules);

    /// <summary>All that it says, so that two rules can be compared.</summary>
    public string Describe() => $"{Count} {Rules.Describe()}";
}
