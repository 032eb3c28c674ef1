using Candor.Analyze.Filters;

namespace Candor.Dashboard.View;

/// <summary>The panels of the overview, in their order on the page.</summary>
static class Panels
{
    public static PanelKind Sources { get; } = new("sources", "Sources",
    [
        new("source", "Sources", "sources", "source", "Source", v => v.Length == 0 ? "Direct or unknown" : v),
        new("channel", "Channels", "channels", "channel", "Channel", Plain),
        new("referrer", "Referrers", "referrers", "referrer", "Referrer", v => v.Length == 0 ? "None" : v),
        new("campaign", "Campaigns", "utm-campaign", "utm_campaign", "Campaign", v => v.Length == 0 ? "Not part of one" : v),
    ]);

    public static PanelKind Pages { get; } = new("pages", "Pages",
    [
        new("page", "Top", "pages", "page", "Page", PageOf),
        new("entry", "Entry", "entry-pages", "entry", "Entry page", PageOf),
        new("exit", "Exit", "exit-pages", "exit", "Exit page", PageOf),
    ]);

    public static PanelKind Places { get; } = new("places", "Places",
    [
        new("country", "Countries", "countries", "country", "Country", Names.Country),
        new("region", "Regions", "regions", "region", "Region", Plain) { Empty = "No regions: the address database that is installed knows countries only." },
        new("language", "Languages", "languages", "language", "Language", Names.Language),
    ]);

    public static PanelKind Devices { get; } = new("devices", "Devices",
    [
        new("browser", "Browsers", "browsers", "browser", "Browser", Plain),
        new("os", "Systems", "os", "os", "System", Plain),
        new("device", "Types", "devices", "device", "Type", v => v.Length == 0 ? "Unknown" : char.ToUpperInvariant(v[0]) + v[1..]),
        new("screen", "Screens", "screens", "screen", "Screen", v => v.Length == 0 ? "Unknown" : v.Replace("x", " × ", StringComparison.Ordinal)),
    ]);

    public static PanelKind Actions { get; } = new("actions", "Events",
    [
        new("event", "All", "events", "event", "Event", v => v == "PageView" ? "Page view" : v) { CountsEvents = true },
        new("outbound", "Links away", "outbound", "", "Link", Plain) { CountsEvents = true, Empty = "Nobody followed a link to another site in these days." },
        new("download", "Downloads", "downloads", "", "File", Plain) { CountsEvents = true, Empty = "Nobody fetched a file in these days." },
    ]);

    public static IReadOnlyList<PanelKind> All { get; } = [Sources, Pages, Places, Devices, Actions];

    /// <summary>Further lists that have no tab of their own.</summary>
    static readonly PanelTab[] More =
    [
        new("utm-source", "utm_source", "utm-source", "utm_source", "utm_source", v => v.Length == 0 ? "Not set" : v),
        new("utm-medium", "utm_medium", "utm-medium", "utm_medium", "utm_medium", v => v.Length == 0 ? "Not set" : v),
        new("utm-term", "utm_term", "utm-term", "utm_term", "utm_term", v => v.Length == 0 ? "Not set" : v),
        new("utm-content", "utm_content", "utm-content", "utm_content", "utm_content", v => v.Length == 0 ? "Not set" : v),
    ];

    static readonly Dictionary<string, PanelTab> ByKey = All.SelectMany(p => p.Tabs).Concat(More).ToDictionary(t => t.Key);

    public static PanelTab? Tab(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The panel that a list belongs to; campaigns' further parameters belong to the sources.</summary>
    public static IReadOnlyList<PanelTab> Siblings(PanelTab tab)
    {
        var panel = All.FirstOrDefault(p => p.Tabs.Contains(tab)) ?? Sources;
        return panel == Sources ? [.. Sources.Tabs, .. More] : panel.Tabs;
    }

    /// <summary>What a filter's dimension is called, and how its values read.</summary>
    public static string FilterLabel(string dimension) => dimension == Dimensions.Withheld.Name ? "Withheld" : ByFilter(dimension)?.FirstColumn ?? dimension;

    public static string ValueLabel(string dimension, string value) => dimension == Dimensions.Withheld.Name && value.Length > 0 ? Removals.Label(value) : ByFilter(dimension)?.LabelOf(value) is { Length: > 0 } label ? label : value.Length == 0 ? "nothing" : value;

    /// <summary>What the filter menu offers.</summary>
    public static IReadOnlyList<(string Name, string Label)> Filters { get; } = [.. ByKey.Values.Where(t => t.Filter.Length > 0).Select(t => (t.Filter, t.FirstColumn))];

    static PanelTab? ByFilter(string dimension) => ByKey.Values.FirstOrDefault(t => t.Filter == dimension);

    static string Plain(string value) => value.Length == 0 ? "Unknown" : value;

    static string PageOf(string path) => path.Length == 0 ? "No page" : path;
}
