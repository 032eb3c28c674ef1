using Candor.Guard.Policy.Compare;

namespace Candor.Guard.Policy;

/// <summary>What a new policy does otherwise than the one before, in words.</summary>
static class PolicyDifference
{
    /// <summary>First what holds for all sites that have no rules of their own on it, then site by site what differs from that. Empty when both policies say the same.</summary>
    public static IReadOnlyList<PolicyChange> Between(GuardPolicy before, GuardPolicy after)
    {
        var changes = new List<PolicyChange>(Words(before.OwnWords, after.OwnWords));
        changes.AddRange(SiteChanges.Between("", before.Defaults, after.Defaults));
        var said = changes.ToHashSet();
        foreach (var site in after.Sites.Keys.Union(before.Sites.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
            changes.AddRange(SiteChanges.Between(site, before.For(site, site), after.For(site, site)).Where(c => !said.Contains(c with { Site = "" })));
        return changes;
    }

    static IEnumerable<PolicyChange> Words(VocabularyFiles before, VocabularyFiles after)
    {
        var (was, now) = (before.All.ToLookup(f => f.File, f => f.Text), after.All.ToLookup(f => f.File, f => f.Text));
        foreach (var file in now.Select(f => f.Key).Union(was.Select(f => f.Key)).Order(StringComparer.Ordinal))
            if (!now.Contains(file))
                yield return Of($"From now on the words of `{file}` tell no topic.");
            else if (!was.Contains(file))
                yield return Of($"From now on the words of `{file}` tell topics as well.");
            else if (!now[file].SequenceEqual(was[file]))
                yield return Of($"`{file}` has other words than before.");

        static PolicyChange Of(string sentence) => new("", "", "", sentence);
    }
}
