using Candor.Store;

namespace Candor.Tests.Analyze;

/// <summary>Fills the real tables row by row, past the loader, so that a wrong report cannot hide behind a wrong loader.</summary>
static class ReportTables
{
    static readonly SqlText Events = new("""
        insert into events (site, time, received, id, name, visitor, session, host, path, query, title, referrer, country, region, device, browser, os, language, screen, props, value, currency, consent, kind, bot, removed, matching)
        select unnest($site), unnest($time), unnest($time) + interval 40 milliseconds, unnest($id)::uuid, unnest($name), unnest($visitor), unnest($session), 'example.org', unnest($path), '', '', '',
            unnest($country), unnest($region), unnest($device), unnest($browser), unnest($os), unnest($language), unnest($screen), unnest($props), nullif(unnest($value), -1), '', 0, 0, unnest($bot), unnest($removed), ''
        """);

    static readonly SqlText Engagement = new("""
        insert into engagement (site, time, id, visitor, session, page, host, path, engaged_ms, scroll)
        select unnest($site), unnest($time), unnest($id)::uuid, unnest($visitor), unnest($session), unnest($id)::uuid, 'example.org', unnest($path), unnest($engaged), 0
        """);

    static readonly SqlText Sessions = new("""
        insert into sessions by name
        select unnest($site) as site, unnest($id) as id, unnest($visitor) as visitor, unnest($start) as start, unnest($end) as "end", unnest($pageviews) as pageviews, unnest($events) as events, unnest($engaged) as engaged_ms,
            unnest($value) as value, 'example.org' as entry_host, unnest($entry) as entry_path, unnest($exit) as exit_path, 0 as entry_after, 0 as exit_before, '' as referrer,
            unnest($source) as source, unnest($channel) as channel, '' as utm_source, '' as utm_medium, unnest($campaign) as utm_campaign, '' as utm_term, '' as utm_content,
            unnest($country) as country, unnest($region) as region, unnest($device) as device, unnest($browser) as browser, unnest($os) as os, unnest($language) as language, unnest($bot) as bot
        """);

    public static async Task FillAsync(IEventStore store, IReadOnlyList<Hit> hits)
    {
        if (hits.Count == 0)
            return;
        var visits = Visit.Of(hits);
        var session = visits.SelectMany(v => v.Hits.Select(h => (h.Id, v.Id))).ToDictionary(p => p.Item1, p => p.Item2);
        var events = hits.Where(h => !h.IsEngagement).ToList();
        await store.ExecuteAsync([new(Events,
            Column("site", events, h => h.Site), Column("time", events, h => h.Time), Column("id", events, h => h.Id.ToString()), Column("name", events, h => h.Name), Column("visitor", events, h => h.Visitor),
            Column("session", events, h => session.GetValueOrDefault(h.Id)), Column("path", events, h => h.Path), Column("country", events, h => h.Country), Column("region", events, h => h.Region),
            Column("device", events, h => h.Device), Column("browser", events, h => h.Browser), Column("os", events, h => h.Os), Column("language", events, h => h.Language), Column("screen", events, h => h.Screen),
            Column("props", events, h => h.Props), Column("value", events, h => h.Value ?? -1), Column("bot", events, h => h.Bot), Column("removed", events, h => h.Removed))], CancellationToken.None);
        var looks = hits.Where(h => h.IsEngagement).ToList();
        if (looks.Count > 0)
            await store.ExecuteAsync([new(Engagement, Column("site", looks, h => h.Site), Column("time", looks, h => h.Time), Column("id", looks, h => h.Id.ToString()), Column("visitor", looks, h => h.Visitor),
                Column("session", looks, h => session[h.Id]), Column("path", looks, h => h.Path), Column("engaged", looks, h => h.EngagedMs))], CancellationToken.None);
        if (visits.Count > 0)
            await store.ExecuteAsync([new(Sessions,
                Column("site", visits, v => v.First.Site), Column("id", visits, v => v.Id), Column("visitor", visits, v => v.Visitor), Column("start", visits, v => v.Start), Column("end", visits, v => v.End),
                Column("pageviews", visits, v => v.Pageviews), Column("events", visits, v => v.Events.Count()), Column("engaged", visits, v => v.EngagedMs), Column("value", visits, v => v.Value), Column("entry", visits, v => v.Entry),
                Column("exit", visits, v => v.Exit), Column("source", visits, v => v.First.Source), Column("channel", visits, v => v.First.Channel), Column("campaign", visits, v => v.First.Campaign),
                Column("country", visits, v => v.First.Country), Column("region", visits, v => v.First.Region), Column("device", visits, v => v.First.Device), Column("browser", visits, v => v.First.Browser),
                Column("os", visits, v => v.First.Os), Column("language", visits, v => v.First.Language), Column("bot", visits, v => v.First.Bot))], CancellationToken.None);
    }

    /// <summary>Counts events that were refused whole, in either engine.</summary>
    public static Task DropAsync(IEventStore store, DateTime hour, string category, string rule, long events) => store.ExecuteAsync(
        [new(new SqlText("insert into dropped (site, hour, category, rule, events) values ($site, $hour, $category, $rule, $events)"),
            new("site", ReportContract.Site), new("hour", hour), new("category", category), new("rule", rule), new("events", events))], CancellationToken.None);

    static SqlParameter Column<TRow, T>(string name, IReadOnlyList<TRow> rows, Func<TRow, T> value) => new(name, rows.Select(value).ToList());
}
