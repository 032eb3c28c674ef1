using Candor.Guard.Detect;

namespace Candor.Guard.Policy;

/// <summary>What one place of the file says of fields: <c>properties</c>, <c>deny</c>, <c>free_text</c>, <c>fields</c>, and <c>fields</c> of single events.</summary>
sealed class FieldLayer
{
    static readonly IReadOnlyDictionary<string, FieldHandling> None = new Dictionary<string, FieldHandling>();

    /// <summary>Lists that replace those before; <see cref="AllowsAny"/> replaces them by none.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>>? Lists { get; private init; }

    public bool AllowsAny { get; private init; }

    public IReadOnlyList<string>? Denied { get; private init; }

    public IReadOnlyList<string>? FreeText { get; private init; }

    public IReadOnlyDictionary<string, FieldHandling> Fields { get; private init; } = None;

    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, FieldHandling>> OfEvents { get; private init; } = new Dictionary<string, IReadOnlyDictionary<string, FieldHandling>>();

    public bool IsEmpty => Lists is null && !AllowsAny && Denied is null && FreeText is null && Fields.Count == 0 && OfEvents.Count == 0;

    /// <summary><c>deny</c> or <c>free_text</c> names it.</summary>
    public bool SpeaksOf(string field) =>
        Denied?.Contains(field, StringComparer.OrdinalIgnoreCase) == true || FreeText?.Contains(field, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>On a site: every field of the language that speaks of fields.</summary>
    public static FieldLayer Read(ConfigNode node, EventLayer? events)
    {
        var lists = ReadLists(node["properties"], out var any);
        var layer = new FieldLayer
        {
            Lists = lists, AllowsAny = any, Denied = node["deny"].Texts(), FreeText = node["free_text"].Texts(),
            Fields = ReadFields(node["fields"]), OfEvents = events?.Fields ?? new Dictionary<string, IReadOnlyDictionary<string, FieldHandling>>(),
        };
        layer.RefuseContradictions(node);
        return layer;
    }

    /// <summary>On a page: <c>fields</c> only.</summary>
    public static FieldLayer ReadOnPage(ConfigNode node, EventLayer? events) =>
        new() { Fields = ReadFields(node["fields"]), OfEvents = events?.Fields ?? new Dictionary<string, IReadOnlyDictionary<string, FieldHandling>>() };

    /// <summary><c>{doctor: remove, plan: keep, notes: examine}</c>. Letter case does not count.</summary>
    public static IReadOnlyDictionary<string, FieldHandling> ReadFields(ConfigNode node)
    {
        if (!node.ExpectFields("{doctor: remove, plan: keep, notes: examine}"))
            return None;
        var fields = new Dictionary<string, FieldHandling>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in node.Fields.Keys)
        {
            var handling = node[name].Choice(FieldHandling.Remove, ("remove", FieldHandling.Remove), ("keep", FieldHandling.Keep), ("examine", FieldHandling.Examine));
            if (handling == FieldHandling.Keep && (FieldNames.Classify(name) & KeyKind.FreeText) != 0)
                node[name].Report("is a field for free text, which is never kept unread; write examine (what a detector finds is taken out) or remove");
            if (!fields.TryAdd(name, handling))
                node.ReportName(name, "stands twice in different letter case; keep one");
        }
        return fields;
    }

    static Dictionary<string, IReadOnlySet<string>>? ReadLists(ConfigNode node, out bool any)
    {
        any = node is { Kind: ConfigKind.Scalar, Value: "any" };
        if (!node.Exists || any)
            return null;
        if (node.Kind != ConfigKind.Map)
        {
            node.Report("is neither 'any' nor lists per event; write {Purchase: [value, currency], \"*\": []}");
            return null;
        }
        return node.Fields.Keys.ToDictionary(name => name, IReadOnlySet<string> (name) => (node[name].Texts() ?? []).ToHashSet());
    }

    public string Describe() => string.Join(';', OfEvents.Append(new("", Fields)).OrderBy(e => e.Key, StringComparer.Ordinal)
        .Select(e => $"{e.Key}:{string.Join(',', e.Value.OrderBy(f => f.Key, StringComparer.OrdinalIgnoreCase).Select(f => $"{f.Key.ToLowerInvariant()}={f.Value}"))}"));

    void RefuseContradictions(ConfigNode node)
    {
        foreach (var (name, list) in Lists ?? new Dictionary<string, IReadOnlySet<string>>())
            foreach (var field in list)
            {
                if (Denied?.Contains(field, StringComparer.OrdinalIgnoreCase) == true)
                    node["properties"][name].Report($"'{field}' is allowed here and denied under 'deny'; remove one");
                if (HandlingOf(name, field) == FieldHandling.Remove)
                    node["properties"][name].Report($"'{field}' is allowed here and removed under 'fields'; remove one");
            }
        foreach (var (field, handling) in Fields)
            if (handling != FieldHandling.Remove && Denied?.Contains(field, StringComparer.OrdinalIgnoreCase) == true)
                node["fields"][field].Report("is kept here and denied under 'deny'; remove one");
        foreach (var field in FreeText ?? [])
            if (Denied?.Contains(field, StringComparer.OrdinalIgnoreCase) == true || HandlingOf("", field) == FieldHandling.Remove)
                node["free_text"].Report($"'{field}' is kept here and removed under '{(HandlingOf("", field) == FieldHandling.Remove ? "fields" : "deny")}'; remove one");
    }

    FieldHandling? HandlingOf(string name, string field) =>
        OfEvents.TryGetValue(name, out var own) && own.TryGetValue(field, out var handling) || Fields.TryGetValue(field, out handling) ? handling : null;
}
