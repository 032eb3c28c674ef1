namespace Candor.Guard.Policy.Compare;

static class QueryChanges
{
    public static void Write(ChangeList to, QueryRules before, QueryRules after)
    {
        if (before.Others != after.Others)
            to.Say(after.Others == OtherParameters.Examine ? "From now on parameters that are not on the list are examined and kept when they come from elsewhere than the script"
                : "From now on parameters that are not on the list are removed");
        foreach (var name in after.Listed.Except(before.Listed))
            to.Say($"From now on addresses keep the parameter `{name}`");
        foreach (var name in before.Listed.Except(after.Listed))
            to.Say($"From now on {(after.Others == OtherParameters.Examine ? "the script no longer sends" : "addresses no longer keep")} the parameter `{name}`");
    }
}
