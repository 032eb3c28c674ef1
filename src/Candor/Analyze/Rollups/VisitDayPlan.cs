using System.Globalization;
using Candor.Analyze.Time;
using Candor.Store;
using Candor.Store.ClickHouse;

namespace Candor.Analyze.Rollups;

/// <summary>
/// How a request is answered from kept visits: which of its days, and of those around it that its visits reach into, have theirs kept,
/// and which are read from signs.
/// </summary>
sealed class VisitDayPlan
{
    /// <summary>A visit that goes on for longer than this around the range is followed in its signs instead.</summary>
    const int MostAround = 40;

    static readonly SqlText GoesThrough = new("")
    {
        ClickHouse = """
            select toInt64(count()) from (select visitor from signs where site = $site and visitor != 0 and time >= $start and time < $end
            group by visitor having min(time) <= $near_start and max(time) >= $near_end)
            """,
    };

    readonly VisitDayState state;
    readonly ReportRequest request;
    readonly int first, last;
    readonly List<int> closed = [], open = [];

    VisitDayPlan(ReportRequest request, VisitDayState state, int first, int last) => (this.request, this.state, this.first, this.last) = (request, state, first, last);

    /// <summary>Null when none of the days is kept, or the filters ask for events.</summary>
    public static async Task<VisitDayPlan?> FindAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken)
    {
        if (store.VisitDays is null || request.Filters.Any(f => f.Dimension.Session is null))
            return null;
        var (first, last) = (Days.Number(request.Range.From), Days.Number(request.Range.To));
        var plan = new VisitDayPlan(request, await VisitDayState.ReadAsync(store, request.Site, request.Zone, first - MostAround, last + MostAround, cancellationToken), first, last);
        for (var day = first; day <= last; day++)
            plan.Add(day);
        return plan.closed.Count > 0 && await plan.ReachAsync(store, -1, cancellationToken) && await plan.ReachAsync(store, 1, cancellationToken) ? plan : null;
    }

    /// <summary>Visits that touch the range, with the columns of <see cref="VisitSql.Visits(string, string, string, VisitColumns)"/>.</summary>
    public string Visits(VisitColumns columns) => VisitPartSql.Visits($"site = $site and {Versions(InRange)}", $"site = $site and {Versions(_ => true)}",
        open.Count == 0 ? null : VisitPartSql.Parts("signs", $"site = $site and {Times(_ => true)}{NearRange}{{kept}}", DayOf("ms"), "3", columns), $"p.day between {Text(first)} and {Text(last)}", columns);

    /// <summary>What people did in the range, by day and visitor: rows of <c>day</c>, <c>visitor</c>, <c>pageviews</c>, <c>events</c> and <c>value</c>, a visitor's possibly several.</summary>
    public string People
    {
        get
        {
            var kept = $"select day, visitor, people_pageviews as pageviews, people_events as events, people_value as value from visit_parts where site = $site and {Versions(InRange)} and people_events > 0";
            return !open.Exists(InRange) ? $"({kept})" : $"""
                ({kept} union all
                select toInt32({DayOf("toUnixTimestamp64Milli(time)")}), visitor, toInt64(name = 'PageView'), toInt64(1), if(name = 'Purchase', ifNull(value, 0), 0)
                from signs where site = $site and {Times(InRange)} and name != 'Engagement' and bot = ''{"{kept}"})
                """;
        }
    }

    /// <summary>Days beside the range, as long as a visit may come from or go on beyond them.</summary>
    async Task<bool> ReachAsync(IEventStore store, int step, CancellationToken cancellationToken)
    {
        for (var (day, around) = (step < 0 ? first - 1 : last + 1, 1); ; day += step, around++)
        {
            if (around == MostAround)
                return false;
            Add(day);
            if (!(state.FoldOf(day) is { } fold ? fold.Through : await GoesThroughAsync(store, state.Of(day), cancellationToken)))
                return true;
        }
    }

    async Task<bool> GoesThroughAsync(IEventStore store, VisitDay day, CancellationToken cancellationToken) => (await store.QueryAsync(GoesThrough,
        [
            new("site", request.Site), new("start", At(day.Start)), new("end", At(day.End)), new("near_start", At(day.Start + Session.Gap)), new("near_end", At(day.End - Session.Gap)),
        ], r => r.GetInt64(0), cancellationToken))[0] > 0;

    void Add(int day) => (state.FoldOf(day) is null ? open : closed).Add(day);

    bool InRange(int day) => day >= first && day <= last;

    string Versions(Predicate<int> wanted)
    {
        var days = closed.FindAll(wanted);
        return days.Count == 0 ? "0" : $"(day, version) in ({string.Join(", ", days.Select(d => $"({Text(d)}, {Text(state.FoldOf(d)!.Value.Version)})"))})";
    }

    /// <summary>The open days as ranges of time: neighbours are one.</summary>
    string Times(Predicate<int> wanted)
    {
        var ranges = new List<(long Start, long End)>();
        foreach (var day in open.FindAll(wanted).Order().Select(state.Of))
            if (ranges.Count > 0 && ranges[^1].End == day.Start)
                ranges[^1] = (ranges[^1].Start, day.End);
            else
                ranges.Add((day.Start, day.End));
        return $"({string.Join(" or ", ranges.Select(r => $"time >= {Sql(r.Start)} and time < {Sql(r.End)}"))})";
    }

    /// <summary>Of open days beside the range only the visitors who were there at its border.</summary>
    string NearRange
    {
        get
        {
            if (open.TrueForAll(InRange))
                return "";
            var (from, to) = (state.Of(first).Start, state.Of(last).End);
            return $" and (time >= {Sql(from)} and time < {Sql(to)} or visitor in (select visitor from signs where site = $site and visitor != 0 and (time >= {Sql(from - Session.Gap)} and time < {Sql(from)} or time >= {Sql(to)} and time <= {Sql(to + Session.Gap)})))";
        }
    }

    /// <summary>The number of the day of an instant, with the zone's offsets written out.</summary>
    string DayOf(string ms)
    {
        var days = open.Order().Select(state.Of).ToList();
        var spans = LocalTime.Of(request.Zone).OffsetsBetween(At(days[0].Start), At(days[^1].End));
        var offset = Text((long)spans[^1].Offset.TotalMilliseconds);
        for (var i = spans.Count - 2; i >= 0; i--)
            offset = $"if({ms} < {Text((spans[i + 1].Start - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond)}, {Text((long)spans[i].Offset.TotalMilliseconds)}, {offset})";
        return $"intDiv({ms} + {offset}, 86400000)";
    }

    static DateTime At(long ms) => DateTime.UnixEpoch.AddMilliseconds(ms);

    static string Sql(long ms) => $"fromUnixTimestamp64Milli({Text(ms)}, 'UTC')";

    static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
