using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>Which fields an event may carry: any but the removed ones, or a list per event and what is kept beside it.</summary>
sealed class PropertyRules
{
    /// <summary>What the script itself puts on its automatic events; a list cannot break those.</summary>
    static readonly FrozenDictionary<string, FrozenSet<string>> Automatic = new Dictionary<string, FrozenSet<string>>
    {
        ["Engagement"] = FrozenSet.Create("page", "engaged_ms", "scroll"),
        ["OutboundClick"] = FrozenSet.Create("url"),
        ["Download"] = FrozenSet.Create("url", "type"),
    }.ToFrozenDictionary();

    public static PropertyRules Any { get; } = new();

    /// <summary>The properties that an event may carry, by its name or <c>*</c>; null for any.</summary>
    public FrozenDictionary<string, FrozenSet<string>>? Lists { get; private init; }

    /// <summary>By name, in any letter case.</summary>
    public FrozenDictionary<string, FieldHandling> Fields { get; private init; } = FrozenDictionary.Create<string, FieldHandling>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that <c>deny</c> gives.</summary>
    public FrozenSet<string> Denied { get; private init; } = FrozenSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that <c>free_text</c> gives.</summary>
    public FrozenSet<string> FreeText { get; private init; } = FrozenSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules of single events; they go before <see cref="Fields"/>.</summary>
    public FrozenDictionary<string, FrozenDictionary<string, FieldHandling>> OfEvents { get; private init; } = FrozenDictionary<string, FrozenDictionary<string, FieldHandling>>.Empty;

    /// <summary>Every property may stay, so an event's properties need no look for names.</summary>
    public bool AllowsAll => Lists is null && Denied.Count == 0 && OfEvents.Count == 0 && !Fields.Values.Contains(FieldHandling.Remove);

    public bool Allows(string name, ReadOnlySpan<char> property) => HandlingOf(name, property) switch
    {
        FieldHandling.Remove => false,
        FieldHandling.Keep or FieldHandling.Examine => true,
        _ => Lists is null || (Automatic.TryGetValue(name, out var own) && Has(own, property))
            || ((Lists.TryGetValue(name, out var list) || Lists.TryGetValue("*", out list)) && Has(list, property)),
    };

    /// <summary>Names that no event may carry.</summary>
    public IEnumerable<string> RemovedEverywhere => Denied.Where(f => !Fields.ContainsKey(f)).Concat(Fields.Where(f => f.Value == FieldHandling.Remove).Select(f => f.Key))
        .Where(f => !OfEvents.Values.Any(own => own.TryGetValue(f, out var handling) && handling != FieldHandling.Remove));

    /// <summary>A parameter of an address by this name goes, on every event.</summary>
    public bool Removes(ReadOnlySpan<char> parameter) => HandlingOf("", parameter) == FieldHandling.Remove;

    public bool KeepsFreeText(ReadOnlySpan<char> field) =>
        Has(FreeText, field) || (Fields.Count > 0 && Fields.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out var handling) && handling == FieldHandling.Examine);

    FieldHandling? HandlingOf(string name, ReadOnlySpan<char> field)
    {
        if (OfEvents.TryGetValue(name, out var own) && own.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out var handling))
            return handling;
        if (Fields.Count > 0 && Fields.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(field, out handling))
            return handling;
        return Has(Denied, field) ? FieldHandling.Remove : null;
    }

    /// <summary>What the layer says goes before what these say.</summary>
    public PropertyRules With(FieldLayer layer) => layer.IsEmpty ? this : new PropertyRules
    {
        Lists = layer.AllowsAny ? null : layer.Lists?.ToFrozenDictionary(l => l.Key, l => l.Value.ToFrozenSet()) ?? Lists,
        Denied = layer.Denied?.ToFrozenSet(StringComparer.OrdinalIgnoreCase) ?? Denied,
        FreeText = layer.FreeText?.ToFrozenSet(StringComparer.OrdinalIgnoreCase) ?? FreeText,
        Fields = Merge(Fields.Where(f => !layer.SpeaksOf(f.Key)), layer.Fields),
        // A rule for every event that stands nearer goes before one for a single event that stands further.
        OfEvents = OfEvents.Select(e => (e.Key, Fields: e.Value.Where(f => !layer.Fields.ContainsKey(f.Key))))
            .Concat(layer.OfEvents.Select(e => (e.Key, Fields: (IEnumerable<KeyValuePair<string, FieldHandling>>)e.Value)))
            .GroupBy(e => e.Key, e => e.Fields)
            .ToFrozenDictionary(e => e.Key, e => e.Aggregate(Merge([], []), Merge)),
    };

    /// <summary>The rules of one event, as rules for every event.</summary>
    public PropertyRules Of(string name) => !OfEvents.TryGetValue(name, out var own) ? this : new PropertyRules
    {
        Lists = Lists, Denied = Denied, FreeText = FreeText, Fields = Merge(Fields, own),
    };

    static FrozenDictionary<string, FieldHandling> Merge(IEnumerable<KeyValuePair<string, FieldHandling>> far, IEnumerable<KeyValuePair<string, FieldHandling>> near)
    {
        var merged = new Dictionary<string, FieldHandling>(far, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, handling) in near)
            merged[name] = handling;
        return merged.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    static bool Has(FrozenSet<string> set, ReadOnlySpan<char> property) => set.Count > 0 && set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(property);
}
