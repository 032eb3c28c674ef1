using System.Data.Common;
using Candor.Store;

namespace Candor.Analyze;

sealed class OverviewReport() : Report<Overview>("overview", "How much was the site used?", ReportJson.Readable.Overview)
{
    static readonly SqlText Sql = new("""
        select * from
            (select count(distinct visitor) filter (visitor <> 0), count(*) filter (name = 'PageView'), count(*), coalesce(sum(value) filter (name = 'Purchase'), 0) from events where {events}),
            (select count(*), count(*) filter (pageviews = 1 and events = 1), coalesce(sum(pageviews), 0)::bigint, coalesce(sum(engaged_ms), 0)::double,
                coalesce(sum(date_diff('millisecond', start, "end")), 0)::double from sessions where {sessions})
        """);

    public override async Task<Overview> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var now = await CountAsync(source, request, cancellationToken);
        return request.Compare is not { } before ? now : now with { Previous = await CountAsync(source, request with { Range = before }, cancellationToken) };
    }

    static async Task<Overview> CountAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        return (await source.Store.QueryAsync(scope.Fill(Sql), scope.Parameters, Row, cancellationToken))[0];
    }

    static Overview Row(DbDataReader r)
    {
        var sessions = r.GetInt64(4);
        return new(r.GetInt64(0), sessions, r.GetInt64(1), r.GetInt64(2), Numbers.Rate(r.GetInt64(5), sessions), Numbers.Mean(r.GetDouble(7) / 1000, sessions),
            Math.Round(r.GetInt64(6) / (double)Math.Max(1, sessions), 2), Numbers.Mean(r.GetDouble(8) / 1000, sessions), Numbers.Finite(r.GetDouble(3)));
    }
}
