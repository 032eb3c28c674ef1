using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>What one place of the file says of events.</summary>
sealed class EventLayer
{
    readonly bool isList;
    readonly string[] kept;
    readonly string[] dropped;

    EventLayer(bool isList, string[] kept, string[] dropped)
    {
        this.isList = isList;
        this.kept = kept;
        this.dropped = dropped;
    }

    /// <summary>Rules for the fields of single events.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldHandling>> Fields { get; private init; } = new Dictionary<string, IReadOnlyDictionary<string, FieldHandling>>();

    public EventRules Over(EventRules basis)
    {
        if (isList)
            return new EventRules(kept is ["*"] ? null : kept.ToFrozenSet(), dropped.ToFrozenSet());
        return new EventRules(basis.Only?.Union(kept).Except(dropped).ToFrozenSet(), basis.Dropped.Except(kept).Union(dropped).ToFrozenSet());
    }

    public string Describe() => $"{isList} {string.Join(',', kept.Order(StringComparer.Ordinal))} {string.Join(',', dropped.Order(StringComparer.Ordinal))}";

    /// <summary><c>any</c>; a list of all that may be kept; or <c>{Schedule: {fields: {doctor: remove}}, Debug: drop, "*": keep}</c>.</summary>
    public static EventLayer? Read(ConfigNode node)
    {
        if (!node.Exists)
            return null;
        if (node is { Kind: ConfigKind.Scalar, Value: "any" })
            return new EventLayer(true, ["*"], []);
        return node.Kind == ConfigKind.Map ? ReadMap(node) : ReadList(node);
    }

    static EventLayer ReadList(ConfigNode node)
    {
        var names = node.Texts() ?? [];
        if (names.Contains("any"))
            node.Report("names 'any' beside other events; write 'events: any' or the list without it");
        if (names.Count == 0)
            node.Report("allows no event at all; write 'any' or a list of names");
        return new EventLayer(true, [.. names], []);
    }

    static EventLayer ReadMap(ConfigNode node)
    {
        var others = node["*"].Choice<bool?>(null, ("keep", true), ("drop", false));
        var fields = new Dictionary<string, IReadOnlyDictionary<string, FieldHandling>>();
        List<string> kept = [], dropped = [];
        foreach (var name in node.Fields.Keys.Where(n => n != "*"))
            if (ReadOne(name, node[name], fields))
                kept.Add(name);
            else
                dropped.Add(name);
        if (others == true)
            return new EventLayer(true, ["*"], [.. dropped]) { Fields = fields };
        if (others == false && kept.Count == 0)
            node.Report("drops every event; name those that are kept, or leave out \"*\": drop");
        return new EventLayer(others == false, [.. kept], [.. dropped]) { Fields = fields };
    }

    /// <summary>True when the event is kept.</summary>
    static bool ReadOne(string name, ConfigNode node, Dictionary<string, IReadOnlyDictionary<string, FieldHandling>> fields)
    {
        if (name == "Engagement")
            node.Report("goes with PageView, which it updates; write the rule for PageView");
        if (node.Kind != ConfigKind.Map)
            return node.Choice(true, ("keep", true), ("drop", false));
        fields[name] = FieldLayer.ReadFields(node["fields"]);
        node.RefuseOthers();
        return true;
    }
}
