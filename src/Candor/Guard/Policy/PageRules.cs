namespace Candor.Guard.Policy;

/// <summary>
/// What holds on single pages. Of the patterns that match a page, the first that says something of a field decides: the site's own in their order, then
/// those of the defaults, then the preset's.
/// </summary>
sealed class PageRules
{
    /// <summary>As many as a set of them fits one number; more is a sign that patterns are lists of pages.</summary>
    const int Most = 64;

    readonly IReadOnlyList<PageRule> own;
    readonly IReadOnlyList<PageRule> preset;

    PageRules(IReadOnlyList<PageRule> own, IReadOnlyList<PageRule> preset)
    {
        this.own = own;
        this.preset = preset;
        All = [.. own, .. preset];
    }

    public static PageRules None { get; } = new([], []);

    public IReadOnlyList<PageRule> All { get; }

    /// <summary>The rules whose pages an address belongs to, bit by bit.</summary>
    public ulong Match(ReadOnlySpan<char> url)
    {
        if (All.Count == 0 || url.IsEmpty)
            return 0;
        var path = PagePath.Of(url);
        var written = PagePath.AsWritten(url);
        var route = PagePath.RouteOf(url);
        ulong matches = 0;
        for (var i = 0; i < All.Count; i++)
            if (All[i].Pattern.IsMatch(path) || (written != path && All[i].Pattern.IsMatch(written)) || (!route.IsEmpty && All[i].Pattern.IsMatch(route)))
                matches |= 1UL << i;
        return matches;
    }

    /// <summary>The matching rules, the one that decides last.</summary>
    public IEnumerable<PageRule> Upwards(ulong matches)
    {
        for (var i = All.Count - 1; i >= 0; i--)
            if ((matches >> i & 1) != 0)
                yield return All[i];
    }

    /// <summary>The rule that says how a page is counted; null when none does.</summary>
    public PageRule? Counting(ReadOnlySpan<char> url)
    {
        var matches = Match(url);
        return matches == 0 ? null : Upwards(matches).LastOrDefault(r => r.Count is not null);
    }

    /// <summary>A rule for the page keeps some topic.</summary>
    public bool KeepsTopics(ReadOnlySpan<char> url)
    {
        var matches = Match(url);
        return matches != 0 && Upwards(matches).LastOrDefault(r => r.Rules.Topics is not null)?.Rules.Topics!.Keeps == true;
    }

    /// <summary>A preset's pages take the place of those of the preset before; an owner's go ahead of all.</summary>
    public PageRules With(IReadOnlyList<PageRule> rules, bool ofPreset) =>
        ofPreset ? new PageRules(own, rules) : rules.Count == 0 ? this : new PageRules([.. rules, .. own], preset);

    public void RefuseTooMany(ConfigNode node)
    {
        if (All.Count > Most)
            node.Report($"makes {All.Count} patterns with those of the defaults and the preset; {Most} is the most, so gather pages with * and **");
    }
}
