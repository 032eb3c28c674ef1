using Candor.Analyze.Filters;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>By something that every event says of itself.</summary>
sealed class EventBreakdown(string name, string question, Dimension dimension) : Breakdown(name, question)
{
    static readonly SqlText Sql = new("""
        select * from (
            select {label} as label, count(distinct visitor) filter (visitor <> 0) as visitors, count(*) filter (name = 'PageView') as pageviews, count(*) as events
            from events where {events} group by 1)
        {page}
        """);

    public override Dimension Dimension => dimension;

    protected override bool Has(string column) => column is "name" or "visitors" or "pageviews" or "events";

    protected override Task<IReadOnlyList<BreakdownRow>> RowsAsync(ReportSource source, ReportRequest request, IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        var sql = scope.Fill(Sql, ("label", dimension.Event!), ("page", Page(request, only, scope)));
        return source.Store.QueryAsync(sql, scope.Parameters, r => new BreakdownRow(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), cancellationToken);
    }
}
