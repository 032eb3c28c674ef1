using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>Which days of a site have their visits kept, as they stand now.</summary>
sealed class VisitDayState
{
    static readonly SqlText Sql = new("")
    {
        ClickHouse = """
            select toInt64(0), toInt64(day), toInt64(marks), toInt64(version), toInt64(through) from visit_days where site = $site and zone = $zone and day between $first and $last
            union all select toInt64(1), hour, toInt64(uniqExact(mark)), toInt64(0), toInt64(0) from stale where site = $site and hour between $first_hour and $last_hour group by hour
            """,
    };

    readonly LocalTime zone;
    readonly string site, zoneId;
    readonly Dictionary<int, List<(long Marks, ulong Version, long Through)>> folds = [];
    readonly Dictionary<long, long> marks = [];

    VisitDayState(string site, TimeZoneInfo zone) => (this.site, zoneId, this.zone) = (site, zone.Id, LocalTime.Of(zone));

    public static async Task<VisitDayState> ReadAsync(IEventStore store, string site, TimeZoneInfo zone, int first, int last, CancellationToken cancellationToken)
    {
        var state = new VisitDayState(site, zone);
        var (from, to) = (state.Of(first).Hours.First, state.Of(last).Hours.Last);
        await store.QueryAsync(Sql, [new("site", site), new("zone", zone.Id), new("first", first), new("last", last), new("first_hour", from), new("last_hour", to)], row =>
        {
            if (row.GetInt64(0) == 1)
                state.marks[row.GetInt64(1)] = row.GetInt64(2);
            else
                state.Add((int)row.GetInt64(1), (row.GetInt64(2), (ulong)row.GetInt64(3), row.GetInt64(4)));
            return 0;
        }, cancellationToken);
        return state;
    }

    public VisitDay Of(int day) => new(site, zoneId, day, Ms(zone.StartOf(Days.Date(day))), Ms(zone.StartOf(Days.Date(day + 1))));

    /// <summary>Null when the day is not folded, or something of it came since.</summary>
    public (ulong Version, bool Through)? FoldOf(int day)
    {
        if (!folds.TryGetValue(day, out var all))
            return null;
        var now = MarksOf(day);
        return all.Where(f => f.Marks == now).OrderByDescending(f => f.Version).Select(f => ((ulong, bool)?)(f.Version, f.Through > 0)).FirstOrDefault();
    }

    public long MarksOf(int day)
    {
        var (first, last) = Of(day).Hours;
        var sum = 0L;
        for (var hour = first; marks.Count > 0 && hour <= last; hour++)
            sum += marks.GetValueOrDefault(hour);
        return sum;
    }

    void Add(int day, (long, ulong, long) fold)
    {
        if (!folds.TryGetValue(day, out var all))
            folds.Add(day, all = []);
        all.Add(fold);
    }

    static long Ms(DateTime at) => (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
}
