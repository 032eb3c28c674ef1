using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>The owner's rules for one site: the defaults, overridden field by field.</summary>
sealed record SitePolicy
{
    /// <summary>CNIL's limit for audience measurement that needs no consent: data for at most 25 months.</summary>
    static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(25 * 30.4375);

    /// <summary>With no file at all: every event and property, identities out, nothing for ads without consent.</summary>
    public static SitePolicy Strict { get; } = new();

    /// <summary>Names that may be stored; null for any.</summary>
    public FrozenSet<string>? Events { get; private init; }

    public PropertyRules Properties { get; private init; } = PropertyRules.Any;

    public QueryRules Query { get; private init; } = QueryRules.Default;

    public ConsentRules Consent { get; private init; } = ConsentRules.Default;

    public TimeSpan Retention { get; private init; } = DefaultRetention;

    /// <summary>Free-text fields (<c>message</c>, <c>comments</c>, …) whose text is examined and kept instead of removed.</summary>
    public FrozenSet<string> FreeText { get; private init; } = [];

    public TopicRules Topics { get; private init; } = TopicRules.Redact;

    public RateLimits Limits { get; private init; } = RateLimits.Default;

    /// <summary>Origins besides the site's own domain that may send.</summary>
    public IReadOnlyList<string> Origins { get; private init; } = [];

    public PixelSwitches Pixel { get; private init; } = PixelSwitches.Default;

    public PixelConfig PixelConfig => field ??= PixelConfig.From(Query, Consent, Pixel);

    /// <summary><c>Engagement</c> updates a page view, so it goes where <c>PageView</c> goes.</summary>
    public bool AllowsEvent(string name) => Events is null || Events.Contains(name == "Engagement" ? "PageView" : name);

    public bool KeepsFreeText(ReadOnlySpan<char> field)
    {
        if (FreeText.Count == 0 || field.Length > 64)
            return false;
        Span<char> lower = stackalloc char[64];
        return FreeText.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..field.ToLowerInvariant(lower)]);
    }

    public static SitePolicy Read(ConfigNode node, SitePolicy basis)
    {
        if (!node.ExpectFields("{retention: 13mo}"))
            return basis;
        var policy = new SitePolicy
        {
            Events = ReadEvents(node["events"], basis.Events),
            Properties = PropertyRules.Read(node["properties"], node["deny"], basis.Properties),
            Query = QueryRules.Read(node["query"], basis.Query),
            Consent = ConsentRules.Read(node["consent"], node["gpc"], basis.Consent),
            Retention = ReadRetention(node["retention"], basis.Retention),
            FreeText = node["free_text"].Texts()?.Select(t => t.ToLowerInvariant()).ToFrozenSet() ?? basis.FreeText,
            Limits = RateLimits.Read(node["limits"], basis.Limits),
            Origins = ReadOrigins(node["origins"], basis.Origins),
            Pixel = PixelSwitches.Read(node["pixel"], basis.Pixel),
        };
        node.RefuseOthers();
        return policy;
    }

    static FrozenSet<string>? ReadEvents(ConfigNode node, FrozenSet<string>? basis)
    {
        if (!node.Exists)
            return basis;
        if (node is { Kind: ConfigKind.Scalar, Value: "any" })
            return null;
        var names = node.Texts() ?? [];
        if (names.Contains("any"))
            node.Report("names 'any' beside other events; write 'events: any' or the list without it");
        if (names.Count == 0)
            node.Report("allows no event at all; write 'any' or a list of names");
        return names.ToFrozenSet();
    }

    static TimeSpan ReadRetention(ConfigNode node, TimeSpan basis)
    {
        var span = node.Duration(basis);
        if (span < TimeSpan.FromDays(1))
            node.Report($"\"{node.Value}\" is less than a day; reports need at least 1d");
        return span;
    }

    static IReadOnlyList<string> ReadOrigins(ConfigNode node, IReadOnlyList<string> basis)
    {
        if (node.Texts() is not { } list)
            return basis;
        foreach (var origin in list)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.AbsolutePath != "/" || uri.Query.Length > 0)
                node.Report($"\"{origin}\" is not an origin; write https://shop.example.net");
        return [.. list.Select(o => o.TrimEnd('/').ToLowerInvariant())];
    }
}
