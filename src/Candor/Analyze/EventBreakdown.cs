using Candor.Analyze.Filters;
using Candor.Analyze.Rollups;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>By something that every event says of itself.</summary>
sealed class EventBreakdown(string name, string question, Dimension dimension, bool rollUp = false) : Breakdown(name, question)
{
    static readonly SqlText Sql = new($$"""
        select * from (
            select {label} as label, {{Counted.Visitors}} as visitors, {{Counted.Pageviews}} as pageviews, count(*) as events
            from events where {events} group by 1)
        {page}
        """);

    public override Dimension Dimension => dimension;

    public override SqlText? Members { get; } = !rollUp ? null : new($"select distinct {dimension.Event} as label, visitor from events where {{events}} and visitor <> 0");

    public override RollupColumns Columns => dimension == Dimensions.Page ? RollupColumns.Pages : RollupColumns.Values;

    public override bool Has(string column) => column is "name" or "visitors" or "pageviews" or "events";

    public override BreakdownRow Row(NamedTally counted) => new(counted.Name, counted.Tally.Visitors, counted.Tally.Pageviews, counted.Tally.Events);

    public override Task<IReadOnlyList<NamedTally>> CountAsync(IEventStore store, ReportRequest request, ReportScope scope, string page, CancellationToken cancellationToken) =>
        store.QueryAsync(scope.Fill(Sql, ("label", dimension.Event!), ("page", page)), scope.Parameters,
            r => new NamedTally(r.GetString(0), new(r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), 0, 0, 0, 0, 0)), cancellationToken);
}
