using System.Data.Common;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Looks back from now and ignores the request's dates and filters: it is about collecting, not about visitors.</summary>
sealed class HealthReport() : Report<Health>("health", "Is everything being collected?", ReportJson.Readable.Health)
{
    static readonly SqlText Newest = new("select max(time), max(received) from events where site = $site")
    {
        ClickHouse = "select maxOrNull(time), maxOrNull(received) from signs where site = $site and name != 'Engagement'",
    };

    static readonly SqlText LastDay = new("""
        select count(*), count(*) filter (kind = 0), count(*) filter (kind = 1), count(*) filter (kind = 2), count(*) filter (bot <> ''),
            count(*) filter (consent & 3 <> 2 or consent & 16 <> 0),
            coalesce(median(date_diff('millisecond', time, received)) filter (kind <> 2), 0)::double,
            coalesce(quantile_cont(date_diff('millisecond', time, received), 0.95) filter (kind <> 2), 0)::double,
            count(*) filter (name = 'PageView'), count(distinct session) filter (name = 'PageView'),
            (select count(*) from engagement where site = $site and time >= $since),
            (select count(*) from quarantine)
        from events where site = $site and received >= $since
        """)
    {
        ClickHouse = """
            select toInt64(count()), toInt64(countIf(kind = 0)), toInt64(countIf(kind = 1)), toInt64(countIf(kind = 2)), toInt64(countIf(bot != '')),
                toInt64(countIf(bitAnd(consent, 3) != 2 or bitAnd(consent, 16) != 0)),
                ifNotFinite(quantileExactInclusiveIf(0.5)(delay, kind != 2), 0), ifNotFinite(quantileExactInclusiveIf(0.95)(delay, kind != 2), 0),
                toInt64(countIf(name = 'PageView')), toInt64(0),
                (select toInt64(count()) from signs where site = $site and name = 'Engagement' and time >= $since),
                (select toInt64(count()) from quarantine)
            from (select *, toUnixTimestamp64Milli(received) - toUnixTimestamp64Milli(time) as delay from signs where site = $site and name != 'Engagement' and received >= $since{kept})
            """,
    };

    public override async Task<Health> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var now = source.Clock.GetUtcNow();
        IReadOnlyList<SqlParameter> parameters = [new("site", request.Site), new("since", now.UtcDateTime.AddDays(-1))];
        var newest = (await source.Store.QueryAsync(Newest, parameters, r => (Event: Instant(r, 0), Received: Instant(r, 1)), cancellationToken))[0];
        var health = (await source.Store.QueryAsync(LastDay, parameters, r =>
            new Health(newest.Event, newest.Received, r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5), Math.Round(r.GetDouble(6)), Math.Round(r.GetDouble(7)), r.GetInt64(11),
                [.. Notices(newest.Received, now, pageviews: r.GetInt64(8), engagements: r.GetInt64(10), pixel: r.GetInt64(1), quarantined: r.GetInt64(11))]), cancellationToken))[0];
        return health;
    }

    static IEnumerable<string> Notices(DateTimeOffset? received, DateTimeOffset now, long pageviews, long engagements, long pixel, long quarantined)
    {
        if (received is null)
            yield return "No event has arrived yet. Put the script on a page and open it.";
        else if (now - received > TimeSpan.FromDays(1))
            yield return $"Nothing has arrived for {(now - received.Value).Days} days. Look whether the script is still on the pages and not blocked.";
        if (pixel > 0 && pageviews > 0 && engagements == 0)
            yield return "Page views arrive without any engagement: time on page is unknown. An old copy of the script, or data-no-engagement, would explain it.";
        if (pixel > 0 && pageviews == 0)
            yield return "Events arrive but no page views: bounce rate and pages are unknown. Is the automatic page view switched off?";
        if (quarantined > 0)
            yield return $"{quarantined} records could not be stored and are kept aside with the reason. See `candor query \"select reason, count(*) from quarantine group by 1\"`.";
    }

    static DateTimeOffset? Instant(DbDataReader row, int column) => row.IsDBNull(column) ? null : new(row.GetDateTime(column), TimeSpan.Zero);
}
