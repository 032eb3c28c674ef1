using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Candor.Store.ClickHouse;

/// <summary>Rows as the events they were; what is not kept comes back as from DuckDB's store.</summary>
static class ClickHouseStoredEvents
{
    public const string Sql = """
        select toString(e.site), e.time, e.received, e.id, toString(e.name), e.visitor, v.id, toString(e.host), e.path, e.query, e.title, e.referrer, toString(e.country), toString(e.region),
            toString(e.device), toString(e.browser), toString(e.os), toString(e.language), toString(e.screen),
            if(e.name = 'Engagement', concat('{"page":"', toString(e.page), '","engaged_ms":', toString(e.engaged_ms), ',"scroll":', toString(e.scroll), '}'), e.props) as props,
            e.value, toString(e.currency), e.consent, e.kind, toString(e.bot), toString(e.removed), e.matching
        from signs_kept e left join visitors v on v.key = e.visitor and v.site = e.site
        where e.time >= $from and e.time < $to and ($site = '' or e.site = $site)
        order by e.time, e.id
        """;

    public static SqlParameter[] Parameters(EventSelection selection) =>
    [
        new("site", selection.Site ?? ""), new("from", selection.From?.UtcDateTime ?? new DateTime(1900, 1, 1)), new("to", selection.To?.UtcDateTime ?? new DateTime(2299, 12, 31)),
    ];

    public static Event Read(DbDataReader row) => new()
    {
        Site = row.GetString(0),
        Time = Milliseconds(row.GetDateTime(1)),
        Received = Milliseconds(row.GetDateTime(2)),
        Id = row.GetGuid(3),
        Name = row.GetString(4),
        Visitor = Visitor(row.GetFieldValue<ulong>(5), row.GetString(6)),
        Url = Url(row.GetString(7), row.GetString(8), row.GetString(9)),
        Title = row.GetString(10),
        Referrer = row.GetString(11) is { Length: > 0 } referrer ? referrer[0] == '/' ? referrer : $"https://{referrer}" : "",
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

    static long Milliseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    static string Visitor(ulong key, string id) => key == 0 ? "" : id.Length > 0 ? id : string.Create(CultureInfo.InvariantCulture, $"k.{key:x16}");

    static string Url(string host, string path, string query)
    {
        var page = query.Length > 0 ? $"{path}?{query}" : path;
        return host.Length > 0 ? $"https://{host}{page}" : page;
    }
}
