using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>Adds to the counts of events that Guard refused whole, in the transaction of the batch that tells of them.</summary>
static class DroppedTable
{
    const string Sql = """
        insert into dropped values ($site, $hour, $category, $rule, $events)
        on conflict (site, hour, category, rule) do update set events = dropped.events + excluded.events
        """;

    public static void Add(DuckDBConnection connection, IEnumerable<DroppedEvents> records)
    {
        foreach (var alike in records.GroupBy(d => (d.Site, d.Hour, d.Category, d.Rule), d => d.Events))
            connection.Execute(Sql, new("site", alike.Key.Site), new("hour", DuckDbTime.Of(alike.Key.Hour)), new("category", alike.Key.Category), new("rule", alike.Key.Rule), new("events", alike.Sum()));
    }
}
