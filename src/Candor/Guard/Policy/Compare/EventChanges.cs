namespace Candor.Guard.Policy.Compare;

static class EventChanges
{
    public static void Write(ChangeList to, EventRules before, EventRules after)
    {
        if (before.Only is null && after.Only is { } only)
            to.Say($"From now on no event is kept but {ChangeList.Names(only.Except(after.Dropped))}");
        if (before.Only is not null && after.Only is null)
            to.Say("From now on events of any name are kept");
        foreach (var name in Named(before).Union(Named(after)).Order(StringComparer.Ordinal))
            if (before.Allows(name) != after.Allows(name))
                to.Say(after.Allows(name) ? $"From now on `{name}` is kept" : $"From now on `{name}` is no longer kept", name);
    }

    static IEnumerable<string> Named(EventRules rules) => rules.Dropped.Union(rules.Only ?? []);
}
