using Candor.Store;

namespace Candor.Analyze;

/// <summary>
/// Sessions that cross a border of the range. The others' page views and events stand in their own row, five times fewer than events,
/// so only these few need their events read, and only near the borders.
/// </summary>
/// <param name="Head">Last event of the sessions that began before the range.</param>
/// <param name="Tail">First event of the sessions that go on after it.</param>
readonly record struct SessionEdges(DateTime Head, DateTime Tail)
{
    static readonly SqlText Sql = new("""
        select coalesce((select max("end") from sessions where site = $site and start < $from and "end" >= $from), $from - interval 1 millisecond),
            coalesce((select min(start) from sessions where site = $site and start < $to and "end" >= $to), $to)
        """);

    public static async Task<SessionEdges> FindAsync(IEventStore store, ReportScope scope, CancellationToken cancellationToken) =>
        // Where visits are kept by day, or worked out of their events, what of them lies in the range is known.
        store.VisitDays is not null ? default : (await store.QueryAsync(Sql, scope.Parameters, r => new SessionEdges(r.GetDateTime(0), r.GetDateTime(1)), cancellationToken))[0];
}
