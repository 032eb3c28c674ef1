using Candor.Analyze;
using Candor.Analyze.Time;

namespace Candor.Bench;

/// <summary>A report, and what one would write by hand on a plain table of events.</summary>
/// <param name="Short">The least that answers the panel's question.</param>
/// <param name="Same">All that the report tells.</param>
sealed record Panel(string Name, string Short, string Same, Report Report, ReportRequest Request)
{
    public const string Site = "s_benchbench00";

    const string Range = "ts >= timestamp '2026-09-25' and ts < timestamp '2026-10-25'";

    const string Counts = "count(distinct visitor_id) u, count(*) filter (name='PageView') pv, count(*) c";

    static readonly ReportRequest Ask = new() { Site = Site, Zone = TimeZoneInfo.Utc, Range = new DateRange(new(2026, 9, 25), new(2026, 10, 24)), Limit = 20 };

    public static IReadOnlyList<Panel> All { get; } =
    [
        new("uniques and views per day",
            $"select cast(ts as date) d, count(distinct visitor_id) u, count(*) filter (name='PageView') pv from hand where {Range} group by 1 order by 1",
            $"select cast(ts as date) d, {Counts}, count(distinct session_id) s, sum(value) filter (name='Purchase') rev from hand where {Range} group by 1 order by 1",
            Reports.TimeSeries, Ask with { Interval = Interval.Day }),
        new("top 20 pages, uniques",
            $"select path, count(*) c, count(distinct visitor_id) u from hand where name='PageView' and {Range} group by 1 order by 2 desc limit 20",
            $"select path, {Counts} from hand where {Range} group by 1 order by 2 desc limit 20",
            Reports.Breakdown("pages"), Ask),
        new("top sources, sessions",
            $"select utm_source, count(distinct session_id) s, count(*) c, sum(value) filter (name='Purchase') rev from hand where {Range} group by 1 order by 2 desc limit 20",
            $"select utm_source, count(distinct session_id) s, {Counts}, sum(value) filter (name='Purchase') rev from hand where {Range} group by 1 order by 2 desc limit 20",
            Reports.Breakdown("sources"), Ask with { Sort = new("sessions", false) }),
        Of("overview", $"select {Counts}, count(distinct session_id) s, sum(value) filter (name='Purchase') rev from hand where {Range}", Reports.Overview),
        Of("countries", $"select country, {Counts} from hand where {Range} group by 1 order by 2 desc limit 20", Reports.Breakdown("countries")),
        Of("events", $"select name, {Counts}, sum(value) rev from hand where {Range} group by 1 order by 4 desc", Reports.Breakdown("events")),
    ];

    /// <summary>The three that a dashboard opens with.</summary>
    public bool IsOverview => Short != Same;

    static Panel Of(string name, string sql, Report report) => new(name, sql, sql, report, Ask);
}
