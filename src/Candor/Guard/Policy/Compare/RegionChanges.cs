namespace Candor.Guard.Policy.Compare;

static class RegionChanges
{
    public static void Write(ChangeList to, SitePolicy before, SitePolicy after)
    {
        foreach (var place in after.Regions.All.Keys.Union(before.Regions.All.Keys).Order(StringComparer.Ordinal))
        {
            var (was, now) = (before.Regions.All.GetValueOrDefault(place), after.Regions.All.GetValueOrDefault(place));
            if (was == now)
                continue;
            var said = to.All.Count;
            ConsentChanges.Write(to, Over(was, before), Over(now, after), $" in `{place}`");
            if (to.All.Count == said)
                to.Say(now is null ? $"`{place}` no longer has a rule of its own; it comes to the same" : $"`{place}` has a rule of its own from now on; it comes to the same");
        }
    }

    static ConsentRules Over(RegionRule? rule, SitePolicy policy) => rule?.Over(policy.Consent) ?? policy.Consent;
}
