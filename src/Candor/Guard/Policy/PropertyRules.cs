using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>Which properties an event may carry: any but the denied ones, or a list per event.</summary>
sealed class PropertyRules
{
    /// <summary>What the script itself puts on its automatic events; a list cannot break those.</summary>
    static readonly FrozenDictionary<string, FrozenSet<string>> Automatic = new Dictionary<string, FrozenSet<string>>
    {
        ["Engagement"] = FrozenSet.Create("page", "engaged_ms", "scroll"),
        ["OutboundClick"] = FrozenSet.Create("url"),
        ["Download"] = FrozenSet.Create("url", "type"),
    }.ToFrozenDictionary();

    readonly FrozenDictionary<string, FrozenSet<string>>? lists;
    readonly FrozenSet<string> denied;

    PropertyRules(FrozenDictionary<string, FrozenSet<string>>? lists, FrozenSet<string> denied)
    {
        this.lists = lists;
        this.denied = denied;
    }

    public static PropertyRules Any { get; } = new(null, []);

    /// <summary>Every property may stay, so an event's properties need no look for names.</summary>
    public bool AllowsAll => lists is null && denied.Count == 0;

    public bool Allows(string name, ReadOnlySpan<char> property)
    {
        if (Has(denied, property))
            return false;
        if (lists is null || (Automatic.TryGetValue(name, out var own) && Has(own, property)))
            return true;
        return (lists.TryGetValue(name, out var list) || lists.TryGetValue("*", out list)) && Has(list, property);
    }

    public static PropertyRules Read(ConfigNode properties, ConfigNode deny, PropertyRules basis)
    {
        var denied = deny.Texts()?.ToFrozenSet() ?? basis.denied;
        var lists = properties.Exists ? ReadLists(properties, denied) : basis.lists;
        return ReferenceEquals(lists, basis.lists) && ReferenceEquals(denied, basis.denied) ? basis : new PropertyRules(lists, denied);
    }

    static FrozenDictionary<string, FrozenSet<string>>? ReadLists(ConfigNode node, FrozenSet<string> denied)
    {
        if (node is { Kind: ConfigKind.Scalar, Value: "any" })
            return null;
        if (node.Kind != ConfigKind.Map)
        {
            node.Report("is neither 'any' nor lists per event; write {Purchase: [value, currency], \"*\": []}");
            return null;
        }
        var lists = new Dictionary<string, FrozenSet<string>>();
        foreach (var name in node.Fields.Keys)
        {
            var list = node[name];
            lists[name] = (list.Texts() ?? []).ToFrozenSet();
            foreach (var both in lists[name].Where(denied.Contains))
                list.Report($"'{both}' is allowed here and denied under 'deny'; remove one");
        }
        return lists.ToFrozenDictionary();
    }

    static bool Has(FrozenSet<string> set, ReadOnlySpan<char> property) => set.Count > 0 && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(property);
}
