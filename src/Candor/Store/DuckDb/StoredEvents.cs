using System.Data.Common;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>Rows as the events they were. What the store does not keep comes back in a usual form: <c>https</c> before a host, <c>k.</c> and the hash for a visitor whose id was a daily key.</summary>
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
            yield return Read(reader);
    }

    static Event Read(DbDataReader row) => new()
    {
        Site = row.GetString(0),
        Time = DuckDbTime.ToMilliseconds(row.GetDateTime(1)),
        Received = DuckDbTime.ToMilliseconds(row.GetDateTime(2)),
        Id = row.GetGuid(3),
        Name = row.GetString(4),
        Visitor = Visitor(row.GetFieldValue<ulong>(5), row.IsDBNull(6) ? null : row.GetString(6)),
        Url = Url(row.GetString(7), row.GetString(8), row.GetString(9)),
        Title = row.GetString(10),
        Referrer = row.GetString(11) is { Length: > 0 } referrer ? Absolute(referrer) : "",
        Country = row.GetString(12),
        Region = row.GetString(13),
        Device = row.GetString(14),
        Browser = row.GetString(15),
        Os = row.GetString(16),
        Language = row.GetString(17),
        Screen = row.GetString(18),
        Props = Encoding.UTF8.GetBytes(row.GetString(19)),
        Value = row.IsDBNull(20) ? null : row.GetDouble(20),
        Currency = row.GetString(21),
        Consent = Consent.FromByte(row.GetByte(22)),
        Source = (EventSource)row.GetByte(23),
        Bot = row.GetString(24),
        Removed = row.GetString(25).Split(',', StringSplitOptions.RemoveEmptyEntries),
        User = Encoding.UTF8.GetBytes(row.GetString(26)),
    };

    static string Visitor(ulong key, string? id) => key == 0 ? "" : id ?? string.Create(CultureInfo.InvariantCulture, $"k.{key:x16}");

    static string Url(string host, string path, string query)
    {
        var page = query.Length > 0 ? $"{path}?{query}" : path;
        return host.Length > 0 ? $"https://{host}{page}" : page;
    }

    static string Absolute(string referrer) => referrer[0] == '/' ? referrer : $"https://{referrer}";
}
