using Candor.Analyze.Filters;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Every event by its name, page views among them, with the sum of its values.</summary>
sealed class EventsReport() : Breakdown("events", "What happened, by name of the event?")
{
    static readonly SqlText Sql = new($$"""
        select * from (
            select name as label, {{Counted.Visitors}} as visitors, case when name = 'PageView' then count(*) else 0 end as pageviews, count(*) as events, coalesce(sum(value), 0) as value
            from events where {events} group by 1)
        {page}
        """);

    public override Dimension Dimension => Dimensions.Event;

    public override SqlText Members { get; } = new("select distinct name as label, visitor from events where {events} and visitor <> 0");

    public override Sort DefaultSort => new("events", Ascending: false);

    public override bool Has(string column) => column is "name" or "visitors" or "pageviews" or "events" or "value";

    public override BreakdownRow Row(NamedTally counted) =>
        new(counted.Name, counted.Tally.Visitors, counted.Tally.Pageviews, counted.Tally.Events) { Value = Numbers.Finite(counted.Tally.Value) };

    public override Task<IReadOnlyList<NamedTally>> CountAsync(IEventStore store, ReportRequest request, ReportScope scope, string page, CancellationToken cancellationToken) =>
        store.QueryAsync(scope.Fill(Sql, ("page", page)), scope.Parameters,
            r => new NamedTally(r.GetString(0), new(r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), 0, 0, 0, 0, r.GetDouble(4))), cancellationToken);
}
