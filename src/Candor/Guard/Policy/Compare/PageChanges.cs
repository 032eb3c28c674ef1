namespace Candor.Guard.Policy.Compare;

/// <summary>Compares what holds on a page of each pattern, so that patterns that overlap are told by their effect.</summary>
static class PageChanges
{
    public static void Write(ChangeList to, SitePolicy before, SitePolicy after)
    {
        var patterns = after.Pages.All.Concat(before.Pages.All).Select(r => r.Pattern).DistinctBy(p => p.Text.ToLowerInvariant()).ToList();
        foreach (var pattern in patterns)
        {
            to.Turn(pattern);
            var said = to.All.Count;
            Effect(to, pattern, before, after);
            if (to.All.Count == said && Rules(before, pattern) != Rules(after, pattern))
                to.SayWhole(Rules(after, pattern).Length == 0 ? $"`{pattern}` no longer has rules of its own; what they said holds all the same."
                    : $"`{pattern}` has other rules than before; with those of the site they come to the same.");
        }
        if (Order(before) != Order(after) && patterns.TrueForAll(p => Rules(before, p) == Rules(after, p)))
            to.SayWhole("The page patterns stand in another order; where two match a page, the upper one decides.");
    }

    static void Effect(ChangeList to, PagePattern pattern, SitePolicy before, SitePolicy after)
    {
        var page = pattern.Example;
        var (was, now) = (before.At(page, "", ""), after.At(page, "", ""));
        if (was.Count != now.Count)
            to.SayWhole(now.Count switch
            {
                PageCount.None => $"{Capital(PageWords.Of(pattern))} {Are(pattern)} no longer counted.",
                PageCount.Bare => $"{Capital(PageWords.Of(pattern))} {Are(pattern)} counted without address, title and properties from now on.",
                _ => $"{Capital(PageWords.Of(pattern))} {Are(pattern)} counted with address, title and properties from now on.",
            });
        EventChanges.Write(to, was.Events, now.Events);
        FieldChanges.Write(to, was.Properties, now.Properties);
        ConsentChanges.Write(to, was.Consent, now.Consent);
        TopicChanges.Write(to, Topics(before, page), Topics(after, page));
        SiteChanges.Children(to, was.ChildDirected, now.ChildDirected);
    }

    static List<TopicHandling> Topics(SitePolicy policy, string page) => [.. TopicLayer.Topics.Select(t => policy.Topics.For(page, t))];

    static string Are(PagePattern pattern) => PageWords.Of(pattern).StartsWith("pages", StringComparison.Ordinal) ? "are" : "is";

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    static string Rules(SitePolicy policy, PagePattern pattern) =>
        string.Join('\n', policy.Pages.All.Where(r => r.Pattern.Text.Equals(pattern.Text, StringComparison.OrdinalIgnoreCase)).Select(r => r.Describe()));

    static string Order(SitePolicy policy) => string.Join('\n', policy.Pages.All.Select(r => r.Pattern.Text.ToLowerInvariant()));
}
