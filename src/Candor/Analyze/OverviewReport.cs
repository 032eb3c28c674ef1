using Candor.Analyze.Rollups;
using Candor.Store;

namespace Candor.Analyze;

sealed class OverviewReport() : Report<Overview>("overview", "How much was the site used?", ReportJson.Readable.Overview)
{
    static readonly SqlText Sql = new($$"""
        select e.*, s.* from
            (select {{Counted.Visitors}}, {{Counted.Pageviews}}, count(*), coalesce(sum(value) filter (name = 'Purchase'), 0)::double from events where {events}) e,
            (select count(*), count(*) filter (pageviews = 1 and events = 1), coalesce(sum(date_diff('millisecond', start, "end")), 0)::double, coalesce(sum(engaged_ms), 0)::double,
                coalesce(sum(pageviews), 0)::bigint from sessions where {sessions}) s
        """)
    {
        ClickHouse = """
            select e.*, s.* from
                ({totals}) e,
                (select toInt64(count()), toInt64(countIf(pageviews = 1 and events = 1)), toFloat64(sum(toUnixTimestamp64Milli("end") - toUnixTimestamp64Milli(start))), toFloat64(sum(engaged_ms)), toInt64(sum(pageviews))
                    from {visits} where {sessions}) s
            """,
    };

    public override async Task<Overview> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var now = await AnswerAsync(source.Store, request, cancellationToken);
        return request.Compare is not { } before ? now : now with { Previous = await AnswerAsync(source.Store, request with { Range = before }, cancellationToken) };
    }

    /// <summary>Counts in the events themselves.</summary>
    public static async Task<Tally> CountAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request) { Days = await VisitDayPlan.FindAsync(store, request, cancellationToken) };
        return (await store.QueryAsync(scope.Fill(Sql), scope.Parameters,
            r => new Tally(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(4), r.GetInt64(5), r.GetDouble(6), r.GetDouble(7), r.GetDouble(3), r.GetInt64(8)), cancellationToken))[0];
    }

    static async Task<Overview> AnswerAsync(IEventStore store, ReportRequest request, CancellationToken cancellationToken)
    {
        var tally = await RollupPlan.FindAsync(store, request, cancellationToken) is { } plan
            ? await RolledTotals.CountAsync(store, plan, cancellationToken)
            : await CountAsync(store, request, cancellationToken);
        return new(tally.Visitors, tally.Sessions, tally.Pageviews, tally.Events, Numbers.Rate(tally.Bounces, tally.Sessions), Numbers.Mean(tally.EngagedMs / 1000, tally.Sessions),
            Math.Round(tally.SessionViews / (double)Math.Max(1, tally.Sessions), 2), Numbers.Mean(tally.SessionMs / 1000, tally.Sessions), Numbers.Finite(tally.Value));
    }
}
