namespace Candor.Guard.Policy.Compare;

static class DestinationChanges
{
    public static void Write(ChangeList to, IReadOnlyDictionary<string, DestinationRules> before, IReadOnlyDictionary<string, DestinationRules> after)
    {
        foreach (var name in after.Keys.Union(before.Keys).Order(StringComparer.Ordinal))
            if (!after.TryGetValue(name, out var now))
                to.Say($"From now on nothing goes to `{name}`");
            else if (!before.TryGetValue(name, out var was))
                to.Say($"From now on `{name}` may receive {ChangeList.Names(now.Events)}{With(now)}, of visitors who consented to {Purpose(now)}");
            else
                Between(to, was, now);
    }

    static void Between(ChangeList to, DestinationRules was, DestinationRules now)
    {
        foreach (var name in now.Events.Except(was.Events).Order(StringComparer.Ordinal))
            to.Say($"From now on `{name}` may go to `{now.Name}`", name);
        foreach (var name in was.Events.Except(now.Events).Order(StringComparer.Ordinal))
            to.Say($"From now on `{name}` no longer goes to `{now.Name}`", name);
        foreach (var field in now.Fields.Except(was.Fields).Order(StringComparer.Ordinal))
            to.Say($"From now on `{field}` may go to `{now.Name}`");
        foreach (var field in was.Fields.Except(now.Fields).Order(StringComparer.Ordinal))
            to.Say($"From now on `{field}` no longer goes to `{now.Name}`");
        if (was.Consent != now.Consent)
            to.Say($"From now on what goes to `{now.Name}` needs consent to {Purpose(now)} instead of {Purpose(was)}");
    }

    static string With(DestinationRules rules) => rules.Fields.Count == 0 ? " without any property" : $" with {ChangeList.Names(rules.Fields)}";

    static string Purpose(DestinationRules rules) => rules.Consent == ConsentPurpose.Ads ? "advertising" : "analytics";
}
