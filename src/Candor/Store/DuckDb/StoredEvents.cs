using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>Stored events, oldest first, engagement among them.</summary>
static class StoredEvents
{
    const string Sql =
        """
        select e.site, e.time, e.received, e.id, e.name, e.visitor, v.id, e.host, e.path, e.query, e.title, e.referrer, e.country, e.region, e.device,
               e.browser, e.os, e.language, e.screen, e.props, e.value, e.currency, e.consent, e.kind, e.bot, e.removed, e.matching
        from (
            select * exclude (session) from events
            union all by name
            select site, time, time as received, id, 'Engagement' as name, visitor, host, path, '' as query, '' as title, '' as referrer, '' as country,
                   '' as region, '' as device, '' as browser, '' as os, '' as language, '' as screen,
                   json_object('page', page, 'engaged_ms', engaged_ms, 'scroll', scroll)::varchar as props, null::double as value, '' as currency,
                   0::utinyint as consent, 0::utinyint as kind, '' as bot, '' as removed, '' as matching
            from engagement
        ) e
        left join visitors v on v.key = e.visitor and v.site = e.site
        where ($site::varchar is null or e.site = $site) and ($from::timestamp is null or e.time >= $from) and ($to::timestamp is null or e.time < $to)
        order by e.time, e.id
        """;

    public static IEnumerable<Event> Read(DuckDBConnection connection, EventSelection selection)
    {
        using var command = connection.Command(Sql,
            new SqlParameter("site", selection.Site), new SqlParameter("from", selection.From?.UtcDateTime), new SqlParameter("to", selection.To?.UtcDateTime));
        command.UseStreamingMode = true;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return StoredRow.Read(reader);
    }
}
