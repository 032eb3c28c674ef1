using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>What may go to one destination: these events with these fields, of visitors who consented to the purpose. Nothing else goes anywhere.</summary>
sealed record DestinationRules(string Name, FrozenSet<string> Events, FrozenSet<string> Fields, ConsentPurpose Consent)
{
    public static FrozenDictionary<string, DestinationRules> Read(ConfigNode node, FrozenDictionary<string, DestinationRules> basis)
    {
        if (!node.ExpectFields("{meta: {events: [Purchase], fields: [value, currency]}}"))
            return basis;
        var all = new Dictionary<string, DestinationRules>(basis);
        foreach (var name in node.Fields.Keys)
        {
            if (name.Length is 0 or > 40 || name.AsSpan().ContainsAnyExcept(Characters))
                node.ReportName(name, "is no name of a destination; write lower-case letters, digits and dashes, such as meta or my-webhook");
            if (node[name] is { Kind: ConfigKind.Scalar, Value: "none" })
                all.Remove(name);
            else if (ReadOne(name, node[name]) is { } rules)
                all[name] = rules;
        }
        return all.ToFrozenDictionary();
    }

    static DestinationRules? ReadOne(string name, ConfigNode node)
    {
        if (!node.ExpectFields("{events: [Purchase], fields: [value, currency]}, or none"))
            return null;
        var events = Listed(node["events"], "Purchase, Lead");
        var fields = Listed(node["fields"], "value, currency");
        var purpose = node["consent"].Choice(ConsentPurpose.Ads, ("ads", ConsentPurpose.Ads), ("analytics", ConsentPurpose.Analytics));
        node.RefuseOthers();
        if (events.Count == 0 && !node["events"].Exists)
            node.Report($"lists no event, so nothing would go there; write events: [Purchase], or '{name}: none'");
        return new DestinationRules(name, events, fields, purpose);
    }

    static FrozenSet<string> Listed(ConfigNode node, string example)
    {
        var list = node.Texts() ?? [];
        foreach (var word in list.Where(w => w is "any" or "*" or "all"))
            node.Report($"\"{word}\" would let everything leave; a destination gets what is listed: [{example}]");
        return list.ToFrozenSet();
    }

    static readonly System.Buffers.SearchValues<char> Characters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
}
