using Candor.Analyze.Filters;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>The properties that came with an event, or the values of one of them.</summary>
/// <param name="eventName">The event, or null when the request names it.</param>
/// <param name="property">The property, or null when the request names it.</param>
sealed class PropertiesReport(string name, string question, string? eventName, string? property) : Breakdown(name, question)
{
    static readonly SqlText Keys = new("""
        select * from (
            select label, count(distinct visitor) filter (visitor <> 0) as visitors, 0::bigint as pageviews, count(*) as events, coalesce(sum(value), 0) as value
            from (select visitor, value, unnest(json_keys(props)) as label from events where {events} and name = $event and props <> '')
            group by 1)
        {page}
        """)
    {
        ClickHouse = $$"""
            select * from (
                select label, {{Counted.VisitorsInClickHouse}} as visitors, toInt64(0) as pageviews, {{Counted.EventsInClickHouse}} as events, {{Counted.ValueInClickHouse}} as value
                from (select visitor, value, arrayJoin(JSONExtractKeys(props)) as label from {signs} where {events} and name = $event and props != '')
                group by label)
            {page}
            """,
    };

    static readonly SqlText Values = new("""
        select * from (
            select coalesce(json_extract_string(props, $property), '') as label, count(distinct visitor) filter (visitor <> 0) as visitors, 0::bigint as pageviews, count(*) as events, coalesce(sum(value), 0) as value
            from events where {events} and name = $event and props <> '' and json_exists(props, $property) group by 1)
        {page}
        """)
    {
        ClickHouse = $$"""
            select * from (
                select {{PropertySql.Value("$property")}} as label, {{Counted.VisitorsInClickHouse}} as visitors, toInt64(0) as pageviews, {{Counted.EventsInClickHouse}} as events, {{Counted.ValueInClickHouse}} as value
                from {signs} where {events} and name = $event and props != '' and JSONHas(props, {{PropertySql.Key("$property")}}) group by label)
            {page}
            """,
    };

    public override Sort DefaultSort => new("events", Ascending: false);

    public override bool Has(string column) => column is "name" or "visitors" or "events" or "value";

    public override BreakdownRow Row(NamedTally counted) => new(counted.Name, counted.Tally.Visitors, counted.Tally.Pageviews, counted.Tally.Events) { Value = Numbers.Finite(counted.Tally.Value) };

    public override Task<IReadOnlyList<NamedTally>> CountAsync(IEventStore store, ReportRequest request, ReportScope scope, SqlText page, CancellationToken cancellationToken)
    {
        var (about, key) = (eventName ?? request.Event, property ?? request.Property);
        if (about.Length == 0)
            throw new ReportRefusedException("event", "Name the event whose properties you want, such as event=Purchase.");
        scope.Parameters.Add(new("event", about));
        scope.Parameters.Add(new("property", ReportScope.Pointer(key)));
        return store.QueryAsync(scope.Fill(key.Length > 0 ? Values : Keys, ("page", page)), scope.Parameters,
            r => new NamedTally(r.GetString(0), new(r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), 0, 0, 0, 0, r.GetDouble(4))), cancellationToken);
    }
}
