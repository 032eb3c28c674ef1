using Candor.Analyze;
using Candor.Analyze.Filters;

namespace Candor.Tests.Analyze;

/// <summary>The definitions of docs/reports.md over lists in memory, with no thought for speed: what the SQL is compared with.</summary>
sealed class NaiveReports
{
    readonly IReadOnlyList<Hit> events;
    readonly IReadOnlyList<Visit> visits;
    readonly Dictionary<Guid, Visit> visitOf;
    readonly ReportRequest request;

    public NaiveReports(IReadOnlyList<Hit> hits, ReportRequest request)
    {
        this.request = request;
        var all = Visit.Of(hits.Where(h => h.Site == request.Site));
        visitOf = all.SelectMany(v => v.Hits.Select(h => (h.Id, v))).ToDictionary(p => p.Id, p => p.v);
        var (from, to) = (request.Start, request.End);
        var bots = request.Filters.Any(f => f.Dimension.Name == "bot");
        var inRange = hits.Where(h => h.Site == request.Site && !h.IsEngagement && h.Time >= from && h.Time < to && (bots || h.Bot == ""));
        events = [.. inRange.Where(MeantEvent)];
        var meant = events.Select(e => visitOf.GetValueOrDefault(e.Id)).OfType<Visit>().ToHashSet();
        var asksEvents = request.Filters.Any(f => f.Dimension.Session is null);
        visits = [.. all.Where(v => v.Start >= from && v.Start < to && v.Events.Any() && (bots || v.First.Bot == ""))
            .Where(v => asksEvents ? meant.Contains(v) : request.Filters.All(f => Holds(f, OfVisit(f.Dimension, v))))];
    }

    public Overview Overview() => new(
        Visitors(events), visits.Count, events.Count(e => e.Name == "PageView"), events.Count,
        Share(visits.Count(IsBounce), visits.Count), Mean(visits.Sum(v => v.EngagedMs) / 1000.0), Math.Round(visits.Sum(v => v.Pageviews) / (double)Math.Max(1, visits.Count), 2),
        Mean(visits.Sum(v => (long)(v.End - v.Start).TotalMilliseconds) / 1000.0), Math.Round(events.Where(e => e.Name == "Purchase").Sum(e => e.Value ?? 0), 4));

    public List<BreakdownRow> ByEvent(Func<Hit, string> name) => Ordered(events.GroupBy(name).Select(g => new BreakdownRow(g.Key, Visitors(g), g.Count(e => e.Name == "PageView"), g.Count())));

    public List<BreakdownRow> ByName() => [.. ByEvent(e => e.Name).Select(r => r with { Value = Math.Round(events.Where(e => e.Name == r.Name).Sum(e => e.Value ?? 0), 4) })
        .OrderByDescending(r => r.Events).ThenByDescending(r => r.Visitors).ThenBy(r => r.Name, StringComparer.Ordinal)];

    public List<BreakdownRow> ByVisit(Func<Visit, string> name)
    {
        var hits = events.Where(e => visitOf.ContainsKey(e.Id)).ToLookup(e => name(visitOf[e.Id]));
        var begun = visits.ToLookup(name);
        return Ordered(hits.Select(g => g.Key).Union(begun.Select(g => g.Key)).Select(key => Row(key, [.. hits[key]], [.. begun[key]])));
    }

    public List<SeriesPoint> Series(Func<DateTime, string> label, IEnumerable<string> labels) =>
        [.. labels.Select(l => (Label: l, Events: events.Where(e => label(e.Time) == l).ToList(), Visits: visits.Count(v => label(v.Start) == l)))
            .Select(p => new SeriesPoint(p.Label, Visitors(p.Events), p.Visits, p.Events.Count(e => e.Name == "PageView"), p.Events.Count, Math.Round(p.Events.Where(e => e.Name == "Purchase").Sum(e => e.Value ?? 0), 4)))];

    public IReadOnlyList<Hit> Events => events;

    public long AllVisitors => Visitors(events);

    public static long Visitors(IEnumerable<Hit> hits) => hits.Select(h => h.Visitor).Where(v => v != 0).Distinct().LongCount();

    static BreakdownRow Row(string name, List<Hit> hits, List<Visit> begun) => new(name, Visitors(hits), hits.Count(e => e.Name == "PageView"), hits.Count)
    {
        Sessions = begun.Count,
        BounceRate = Share(begun.Count(IsBounce), begun.Count),
        SessionSeconds = begun.Count == 0 ? 0 : Math.Round(begun.Sum(v => (long)(v.End - v.Start).TotalMilliseconds) / 1000.0 / begun.Count, 1),
        EngagedSeconds = begun.Count == 0 ? 0 : Math.Round(begun.Sum(v => v.EngagedMs) / 1000.0 / begun.Count, 1),
        Value = Math.Round(hits.Where(e => e.Name == "Purchase").Sum(e => e.Value ?? 0), 4),
    };

    static List<BreakdownRow> Ordered(IEnumerable<BreakdownRow> rows) =>
        [.. rows.OrderByDescending(r => r.Visitors).ThenByDescending(r => r.Events).ThenBy(r => r.Name, StringComparer.Ordinal)];

    bool MeantEvent(Hit hit) => request.Filters.All(f => f.Dimension.Event is not null
        ? Holds(f, OfEvent(f, hit))
        : visitOf.TryGetValue(hit.Id, out var visit) && Holds(f, OfVisit(f.Dimension, visit)));

    static bool Holds(Filter filter, string value) => filter.Operator switch
    {
        FilterOperator.Is => filter.Values.Contains(value),
        FilterOperator.IsNot => !filter.Values.Contains(value),
        FilterOperator.Contains => filter.Values.Any(v => value.Contains(v, StringComparison.OrdinalIgnoreCase)),
        _ => !filter.Values.Any(v => value.Contains(v, StringComparison.OrdinalIgnoreCase)),
    };

    static string OfEvent(Filter filter, Hit hit) => filter.Dimension.Name switch
    {
        "page" => hit.Path,
        "event" => hit.Name,
        "screen" => hit.Screen,
        "prop" => Property(hit, filter.Key),
        "bot" => hit.Bot,
        "country" => hit.Country,
        "region" => hit.Region,
        "device" => hit.Device,
        "browser" => hit.Browser,
        "os" => hit.Os,
        "language" => hit.Language,
        _ => throw new InvalidOperationException(filter.Dimension.Name),
    };

    static string OfVisit(Dimension dimension, Visit visit) => dimension.Name switch
    {
        "source" => visit.First.Source,
        "channel" => visit.First.Channel,
        "utm_campaign" => visit.First.Campaign,
        "entry" => visit.Entry,
        "exit" => visit.Exit,
        _ => throw new InvalidOperationException(dimension.Name),
    };

    public static string Property(Hit hit, string key)
    {
        if (hit.Props == "")
            return "";
        using var json = System.Text.Json.JsonDocument.Parse(hit.Props);
        return json.RootElement.TryGetProperty(key, out var value) ? value.ToString() : "";
    }

    static bool IsBounce(Visit visit) => visit.Pageviews == 1 && visit.Events.Count() == 1;

    double Mean(double sum) => visits.Count == 0 ? 0 : Math.Round(sum / visits.Count, 1);

    static double Share(long part, long whole) => whole == 0 ? 0 : Math.Round((double)part / whole, 4);
}
