using System.Collections.Frozen;
using Candor.Analyze.Filters;
using Candor.Analyze.Novelties;

namespace Candor.Analyze;

/// <summary>Every report by its name.</summary>
static class Reports
{
    public static OverviewReport Overview { get; } = new();
    public static TimeSeriesReport TimeSeries { get; } = new();
    public static LiveReport Live { get; } = new();
    public static GoalsReport Goals { get; } = new();
    public static GuardReport Guard { get; } = new();
    public static GuardSummaryReport GuardSummary { get; } = new();
    public static NoveltyReport NewData { get; } = new();
    public static HealthReport Health { get; } = new();

    /// <remarks>Those that a dashboard opens with are rolled up: each costs about a quarter of a byte an event.</remarks>
    public static IReadOnlyList<Breakdown> Breakdowns { get; } =
    [
        new EventBreakdown("pages", "Which pages were used?", Dimensions.Page, rollUp: true),
        new SessionBreakdown("entry-pages", "Where did visits begin?", Dimensions.Entry),
        new SessionBreakdown("exit-pages", "Where did visits end?", Dimensions.Exit),
        new SessionBreakdown("sources", "Where did visitors come from?", Dimensions.Source, rollUp: true),
        new SessionBreakdown("channels", "By which kind of way did they come?", Dimensions.Channel, rollUp: true),
        new SessionBreakdown("referrers", "Which sites linked to this one?", Dimensions.Referrer),
        new SessionBreakdown("utm-source", "Which utm_source brought visits?", Dimensions.UtmSource),
        new SessionBreakdown("utm-medium", "Which utm_medium brought visits?", Dimensions.UtmMedium),
        new SessionBreakdown("utm-campaign", "Which utm_campaign brought visits?", Dimensions.UtmCampaign),
        new SessionBreakdown("utm-term", "Which utm_term brought visits?", Dimensions.UtmTerm),
        new SessionBreakdown("utm-content", "Which utm_content brought visits?", Dimensions.UtmContent),
        new EventBreakdown("countries", "From which countries?", Dimensions.Country, rollUp: true),
        new EventBreakdown("regions", "From which regions?", Dimensions.Region),
        new EventBreakdown("devices", "On which devices?", Dimensions.Device, rollUp: true),
        new EventBreakdown("browsers", "With which browsers?", Dimensions.Browser, rollUp: true),
        new EventBreakdown("os", "On which operating systems?", Dimensions.Os),
        new EventBreakdown("languages", "In which languages?", Dimensions.Language),
        new EventBreakdown("screens", "On which screens?", Dimensions.Screen),
        new EventsReport(),
        new PropertiesReport("event-properties", "What came with an event? Name it with event=, and one property with property=.", null, null),
        new PropertiesReport("outbound", "Which links led away?", "OutboundClick", "url"),
        new PropertiesReport("downloads", "Which files were fetched?", "Download", "url"),
    ];

    public static IReadOnlyList<Report> All { get; } = [Overview, TimeSeries, .. Breakdowns, Goals, Live, Guard, NewData, Health];

    static readonly FrozenDictionary<string, Report> ByName = All.ToFrozenDictionary(r => r.Name);

    public static Report? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A breakdown that is known to be there.</summary>
    public static Breakdown Breakdown(string name) => (Breakdown)ByName[name];
}
