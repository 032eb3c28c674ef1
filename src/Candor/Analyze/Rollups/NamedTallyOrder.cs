using System.Text;

namespace Candor.Analyze.Rollups;

/// <summary>Rows in the order in which the engine would give them.</summary>
static class NamedTallyOrder
{
    /// <summary>By bytes of UTF-8, as the engine compares: UTF-16 puts some characters elsewhere.</summary>
    static readonly Comparer<string> ByName = Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    public static IEnumerable<NamedTally> By(Sort sort, IEnumerable<NamedTally> rows)
    {
        if (sort.Column == "name")
            return sort.Ascending ? rows.OrderBy(r => r.Name, ByName) : rows.OrderByDescending(r => r.Name, ByName);
        return (sort.Ascending ? rows.OrderBy(r => ValueOf(sort, r.Tally)) : rows.OrderByDescending(r => ValueOf(sort, r.Tally)))
            .ThenByDescending(r => r.Tally.Visitors).ThenByDescending(r => r.Tally.Events).ThenBy(r => r.Name, ByName);
    }

    /// <summary>What rows are ordered by, unless it is their name.</summary>
    public static double ValueOf(Sort sort, Tally tally) => sort.Column switch
    {
        "visitors" => tally.Visitors,
        "pageviews" => tally.Pageviews,
        "events" => tally.Events,
        "sessions" => tally.Sessions,
        "bounce_rate" => tally.Bounces / (double)Math.Max(1, tally.Sessions),
        "session_seconds" => tally.SessionMs / Math.Max(1, tally.Sessions),
        "engaged_seconds" => tally.EngagedMs / Math.Max(1, tally.Sessions),
        _ => tally.Value,
    };
}
