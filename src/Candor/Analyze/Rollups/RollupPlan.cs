using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>How a request is answered from days that are rolled up: from all of its days but the <see cref="Open"/> ones, which are counted.</summary>
/// <param name="Open">From the first to the last day that is not rolled up as it stands now. Null: every day is.</param>
sealed record RollupPlan(ReportRequest Request, DateRange? Open)
{
    /// <summary>One statement, so one state of the store: an event and its mark are there together or not at all.</summary>
    static readonly SqlText Sql = new("""
        select zone, 0::bigint from rollup_sites where site = $site
        union all select 'day', day::bigint from rollup_dirty where site = $site and day between $first and $last
        union all select 'hour', epoch_ms(hour) from stale where site = $site and hour > $from and hour < $to
        """);

    /// <summary>Null when days are of no use: a filter needs the events, the site's days are cut otherwise by now, or most of them are open.</summary>
    public static async Task<RollupPlan?> FindAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken)
    {
        if (request.Filters.Count > 0 || request.Search.Length > 0)
            return null;
        var rows = await store.QueryAsync(Sql,
            [new("site", request.Site), new("first", Days.Number(request.Range.From)), new("last", Days.Number(request.Range.To)), new("from", request.Start.AddHours(-1)), new("to", request.End)],
            r => (Kind: r.GetString(0), Value: r.GetInt64(1)), cancellationToken);
        if (rows.Count == 0 || rows.All(r => r.Kind != request.Zone.Id))
            return null;
        var open = rows.Where(r => r.Kind == "day").Select(r => Days.Date((int)r.Value))
            .Concat(rows.Where(r => r.Kind == "hour").SelectMany(r => DaysOf(r.Value, request.Zone))).Where(d => d >= request.Range.From && d <= request.Range.To).ToList();
        if (open.Count == 0)
            return new(request, null);
        var hull = new DateRange(open.Min(), open.Max());
        return hull.Days * 3 > request.Range.Days ? null : new(request, hull);
    }

    /// <summary>The local day of an hour; two where a zone's days begin at half past.</summary>
    public static IEnumerable<DateOnly> DaysOf(long hourMs, TimeZoneInfo zone)
    {
        var start = DateTime.UnixEpoch.AddMilliseconds(hourMs);
        var (first, last) = (LocalTime.Of(zone).DateAt(start), LocalTime.Of(zone).DateAt(start.AddHours(1).AddTicks(-1)));
        return first == last ? [first] : [first, last];
    }

    /// <summary>The request for the open days alone.</summary>
    public ReportRequest? OpenRequest => Open is { } open ? Request with { Range = open } : null;

    /// <summary>Which rows of rollup_values, with their parameters.</summary>
    public const string Closed = "site = $site and report = $report and day between $first and $last and not (day between $open_first and $open_last)";

    public List<SqlParameter> Parameters(string report) =>
    [
        new("site", Request.Site), new("report", report), new("first", Days.Number(Request.Range.From)), new("last", Days.Number(Request.Range.To)),
        new("open_first", Open is { } open ? Days.Number(open.From) : 0), new("open_last", Open is { } range ? Days.Number(range.To) : -1),
    ];
}
