using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>The owner's rules for one site: the preset, overridden field by field by the defaults and the site.</summary>
sealed record SitePolicy
{
    /// <summary>CNIL's limit for audience measurement that needs no consent: data for at most 25 months.</summary>
    static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(25 * 30.4375);

    /// <summary>With no file at all: every event and property, identities and topics out, nothing for ads without consent.</summary>
    public static SitePolicy Strict { get; } = new();

    PolicyViews Views { get; init; } = new();

    public EventRules Events { get; private init; } = EventRules.Any;

    public PropertyRules Properties { get; private init; } = PropertyRules.Any;

    public QueryRules Query { get; private init; } = QueryRules.Default;

    public ConsentRules Consent { get; private init; } = ConsentRules.Default;

    public TimeSpan Retention { get; private init; } = DefaultRetention;

    /// <summary>By topic and page, whatever page this policy is a view of.</summary>
    public TopicRules Topics { get; private init; } = TopicRules.Redact;

    /// <summary>No identifier that outlives the day, no matching data, no click id, whatever the consent, and nothing may leave.</summary>
    public bool ChildDirected { get; private init; }

    /// <summary>The page that this is a view of is one on which topics are kept, so whoever sees it is counted for the day only.</summary>
    public bool KeepsTopicsHere { get; private init; }

    public PageRules Pages { get; private init; } = PageRules.None;

    /// <summary>How the page that this is a view of is counted.</summary>
    public PageCount Count { get; private init; }

    public RegionRules Regions { get; private init; } = RegionRules.None;

    /// <summary>What may leave, by destination; nothing for one that is not there.</summary>
    public FrozenDictionary<string, DestinationRules> Destinations { get; private init; } = FrozenDictionary<string, DestinationRules>.Empty;

    public RateLimits Limits { get; private init; } = RateLimits.Default;

    /// <summary>Origins besides the site's own domain that may send.</summary>
    public IReadOnlyList<string> Origins { get; private init; } = [];

    public PixelSwitches Pixel { get; private init; } = PixelSwitches.Default;

    public PixelConfig PixelConfig => PixelConfig.From(this);

    /// <summary>Events that have rules for their fields, here or on some page.</summary>
    FrozenSet<string> Named { get; init; } = [];

    /// <summary>The same rules for what is to leave: every topic that may be kept here is redacted.</summary>
    public SitePolicy Egress => Topics.Keeps ? this with { Topics = Topics.WithoutKeeping(), Views = new() } : this;

    public bool AllowsEvent(string name) => Events.Allows(name);

    public bool AllowsIdentifier(Consent consent) => !ChildDirected && !KeepsTopicsHere && Consent.AllowsIdentifier(consent);

    public bool KeepsFreeText(ReadOnlySpan<char> field) => Properties.KeepsFreeText(field);

    /// <param name="path">A decoded path; empty when the event names no page.</param>
    public bool IsChildDirected(ReadOnlySpan<char> path)
    {
        foreach (var rule in Pages.All)
            if (rule.Rules.ChildDirected is { } child && rule.Pattern.IsMatch(path))
                return child;
        return ChildDirected;
    }

    /// <summary>What holds for this event: on its page, where its visitor is, for its name.</summary>
    public SitePolicy For(Event e) => At(e.Url, e.Country, e.Region, e.Name);

    /// <param name="country">ISO 3166-1; empty when it is not known.</param>
    /// <param name="name">The event's; empty for what holds for all.</param>
    public SitePolicy At(ReadOnlySpan<char> url, string country, string region, string name = "")
    {
        if (Pages.All.Count == 0 && Regions.All.Count == 0 && Named.Count == 0)
            return this;
        var consent = Regions.All.Count == 0 ? Consent : Regions.Over(Consent, country, region);
        return Views.Get(new PolicyViews.Key(consent, Pages.Match(url), Named.Contains(name) ? name : ""), View);
    }

    /// <summary>A record prints its properties, and this one has itself among them.</summary>
    public override string ToString() => nameof(SitePolicy);

    SitePolicy View(PolicyViews.Key key)
    {
        var view = this with { Consent = key.Consent, Views = new() };
        foreach (var rule in Pages.Upwards(key.Pages))
            view = view with
            {
                Count = rule.Count ?? view.Count,
                Events = rule.Rules.Events?.Over(view.Events) ?? view.Events,
                Properties = view.Properties.With(rule.Rules.Fields),
                Consent = view.Consent with { Analytics = rule.Rules.Analytics ?? view.Consent.Analytics },
                ChildDirected = rule.Rules.ChildDirected ?? view.ChildDirected,
                KeepsTopicsHere = rule.Rules.Topics?.Keeps ?? view.KeepsTopicsHere,
            };
        var properties = view.Properties.Of(key.Name);
        return view with { Properties = properties, Query = Query.Without(properties) };
    }

    public static SitePolicy Read(ConfigNode node, SitePolicy basis)
    {
        if (!node.ExpectFields("{retention: 13mo}"))
            return basis;
        if (Preset.Read(node["preset"]) is { } preset)
            basis = ReadRules(preset.Open().Root, basis, ofPreset: true);
        var policy = ReadRules(node, basis, ofPreset: false);
        node.RefuseOthers();
        Contradictions.Refuse(node, policy);
        return policy;
    }

    static SitePolicy ReadRules(ConfigNode node, SitePolicy basis, bool ofPreset)
    {
        var rules = RuleLayer.Read(node, ofSite: true);
        var pages = basis.Pages.With(PageRule.ReadAll(node["pages"]), ofPreset);
        pages.RefuseTooMany(node["pages"]);
        var properties = basis.Properties.With(rules.Fields);
        return new SitePolicy
        {
            Events = rules.Events?.Over(basis.Events) ?? basis.Events,
            Properties = properties,
            Query = QueryRules.Read(node["query"], basis.Query).Without(properties),
            Consent = new ConsentRules(rules.Analytics ?? basis.Consent.Analytics, ConsentRules.ReadOptOut(node["gpc"]) ?? basis.Consent.OptOut),
            Retention = ReadRetention(node["retention"], basis.Retention),
            Topics = basis.Topics.With(rules.Topics).OnPages(pages.All),
            ChildDirected = rules.ChildDirected ?? basis.ChildDirected,
            Pages = pages,
            Named = [.. properties.OfEvents.Keys, .. pages.All.SelectMany(p => p.Rules.Fields.OfEvents.Keys)],
            Regions = RegionRules.Read(node["regions"], basis.Regions),
            Destinations = DestinationRules.Read(node["destinations"], basis.Destinations),
            Limits = RateLimits.Read(node["limits"], basis.Limits),
            Origins = ReadOrigins(node["origins"], basis.Origins),
            Pixel = PixelSwitches.Read(node["pixel"], basis.Pixel),
        };
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
