using Candor.Analyze;

namespace Candor.Bench;

/// <summary><see cref="Panel.All"/> with what one would write by hand in ClickHouse, and what a dashboard asks besides.</summary>
static class ClickHousePanels
{
    const string Range = "ts >= '2026-09-25' and ts < '2026-10-25'", Counts = "uniqExact(visitor_id) u, countIf(name='PageView') pv, count() c";

    const string Sum = "sumIf(value, name='Purchase') rev";

    public static IReadOnlyList<Panel> All { get; } =
    [
        Of("uniques and views per day",
            $"select toDate(ts) d, uniqExact(visitor_id) u, countIf(name='PageView') pv from hand where {Range} group by d order by d",
            $"select toDate(ts) d, {Counts}, uniqExact(session_id) s, {Sum} from hand where {Range} group by d order by d"),
        Of("top 20 pages, uniques",
            $"select path, count() c, uniqExact(visitor_id) u from hand where name='PageView' and {Range} group by path order by c desc limit 20",
            $"select path, {Counts} from hand where {Range} group by path order by u desc limit 20"),
        Of("top sources, sessions",
            $"select utm_source, uniqExact(session_id) s, count() c, {Sum} from hand where {Range} group by utm_source order by s desc limit 20",
            $"select utm_source, uniqExact(session_id) s, {Counts}, {Sum} from hand where {Range} group by utm_source order by s desc limit 20"),
        Of("overview", null, $"select {Counts}, uniqExact(session_id) s, {Sum} from hand where {Range}"),
        Of("countries", null, By("country")),
        Of("events", null, $"select name, {Counts}, sum(value) rev from hand where {Range} group by name order by c desc"),
        Of("devices", null, By("device"), Reports.Breakdown("devices")),
        Of("browsers", null, By("browser"), Reports.Breakdown("browsers")),
        Of("goals", null, $"select uniqExact(visitor_id), uniqExactIf(visitor_id, name='Purchase'), countIf(name='Purchase'), {Sum}, uniqExactIf(visitor_id, name='Lead'), countIf(name='Lead'), sumIf(value, name='Lead') v2 from hand where {Range}", Reports.Goals),
    ];

    static string By(string column) => $"select {column}, {Counts} from hand where {Range} group by {column} order by u desc limit 20";

    static Panel Of(string name, string? brief, string same, Report? report = null)
    {
        var like = Panel.All.FirstOrDefault(p => p.Name == name);
        return new(name, brief ?? same, same, report ?? like!.Report, like?.Request ?? Panel.All[^1].Request);
    }
}
