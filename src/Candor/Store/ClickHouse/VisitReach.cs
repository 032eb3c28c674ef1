namespace Candor.Store.ClickHouse;

/// <summary>
/// How far around a range signs must be read so that every visit that touches it is whole: from the beginning of the visits that go on
/// into it to the end of those that go on after it. Nearly always minutes; looked for near the borders first, then further.
/// </summary>
static class VisitReach
{
    static readonly TimeSpan First = TimeSpan.FromHours(6);

    /// <summary>Visits with a sign before $at and one from $at on, no more than the gap apart: only theirs are followed.</summary>
    static readonly string Crossing = $"""
        select toInt64(count()), toInt64(min(begun)), toInt64(max(last)) from (
            select visitor, begun, max(ms) as last from {VisitSql.Stamped("signs", """
                site = $site and time >= $low and time < $high and visitor in (
                    select visitor from signs where site = $site and time >= $before and time < $after and visitor != 0
                    group by visitor having min(time) < $at and max(time) >= $at){kept}
                """, "visitor, sequence")} group by visitor, begun) where begun < $at_ms and last >= $at_ms
        """;

    public delegate Task<(long Count, long Begun, long Last)> Ask(string sql, IReadOnlyList<SqlParameter> parameters);

    /// <summary>The bounds as parameters of a question: <c>reach_from</c> in it, <c>reach_to</c> not.</summary>
    public static async Task<SqlParameter[]> FindAsync(string site, DateTime from, DateTime to, Ask ask)
    {
        var (low, high) = (FollowAsync(site, from, ask), FollowAsync(site, to, ask));
        return [new("reach_from", (await low).From ?? from), new("reach_to", (await high).To ?? to)];
    }

    static async Task<(DateTime? From, DateTime? To)> FollowAsync(string site, DateTime at, Ask ask)
    {
        var gap = TimeSpan.FromMilliseconds(Session.Gap);
        for (var width = First; ; width *= 4)
        {
            var (low, high) = (Add(at, -width), Add(at, width));
            var (count, begun, last) = await ask(Crossing,
                [new("site", site), new("at", at), new("low", low), new("high", high), new("before", Add(at, -gap)), new("after", Add(at, gap + TimeSpan.FromMilliseconds(1))), new("at_ms", Ms(at))]);
            if (count == 0)
                return (null, null);
            // Nothing is further apart from the borders of what was read than the gap: the visit may go on beyond.
            if ((begun - Ms(low) > Session.Gap || low == Earliest) && (Ms(high) - last > Session.Gap || high == Latest))
                return (DateTime.UnixEpoch.AddMilliseconds(begun), DateTime.UnixEpoch.AddMilliseconds(last + 1));
        }
    }

    static readonly DateTime Earliest = new(1, 1, 1), Latest = new(9999, 12, 31);

    static long Ms(DateTime at) => (long)(at - DateTime.UnixEpoch).TotalMilliseconds;

    static DateTime Add(DateTime at, TimeSpan by) =>
        by < TimeSpan.Zero ? (at - Earliest < -by ? Earliest : at + by) : (Latest - at < by ? Latest : at + by);
}
