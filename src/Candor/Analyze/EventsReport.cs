using Candor.Analyze.Filters;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Every event by its name, page views among them, with the sum of its values.</summary>
sealed class EventsReport() : Breakdown("events", "What happened, by name of the event?")
{
    static readonly SqlText Sql = new("""
        select * from (
            select name as label, count(distinct visitor) filter (visitor <> 0) as visitors, count(*) filter (name = 'PageView') as pageviews, count(*) as events, coalesce(sum(value), 0) as value
            from events where {events} group by 1)
        {page}
        """);

    public override Dimension Dimension => Dimensions.Event;

    protected override Sort DefaultSort => new("events", Ascending: false);

    protected override bool Has(string column) => column is "name" or "visitors" or "pageviews" or "events" or "value";

    protected override Task<IReadOnlyList<BreakdownRow>> RowsAsync(ReportSource source, ReportRequest request, IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        var sql = scope.Fill(Sql, ("page", Page(request, only, scope)));
        return source.Store.QueryAsync(sql, scope.Parameters, r => new BreakdownRow(r.GetString(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)) { Value = Numbers.Finite(r.GetDouble(4)) }, cancellationToken);
    }
}
