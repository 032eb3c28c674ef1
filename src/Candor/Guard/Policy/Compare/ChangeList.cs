namespace Candor.Guard.Policy.Compare;

/// <summary>Gathers the sentences about one site: first what holds for all of its pages, then, page by page, what differs from that.</summary>
sealed class ChangeList(string site)
{
    readonly List<PolicyChange> changes = [];
    readonly HashSet<(string Event, string Words)> saidOfAll = [];
    string page = "", where = "";

    public IReadOnlyList<PolicyChange> All => changes;

    /// <summary>What follows is about the pages of this pattern.</summary>
    public void Turn(PagePattern pattern) => (page, where) = (pattern.Text, " on " + PageWords.Of(pattern));

    /// <param name="words">A sentence without its full stop, to which a place may be added.</param>
    public void Say(string words, string ofEvent = "")
    {
        if (page.Length == 0)
            saidOfAll.Add((ofEvent, words));
        else if (saidOfAll.Contains((ofEvent, words)))
            return;
        changes.Add(new PolicyChange(site, page, ofEvent, words + where + "."));
    }

    /// <summary>A sentence of its own about the pages at hand.</summary>
    public void SayWhole(string sentence) => changes.Add(new PolicyChange(site, page, "", sentence));

    public static string Names(IEnumerable<string> names)
    {
        string[] quoted = [.. names.Order(StringComparer.Ordinal).Select(n => $"`{n}`")];
        return quoted.Length < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }
}
