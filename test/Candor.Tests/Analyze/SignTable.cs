using Candor.Store;

namespace Candor.Tests.Analyze;

/// <summary>As <see cref="ReportTables"/> for ClickHouse, where one table holds everything and visits are found when they are asked for.</summary>
static class SignTable
{
    static readonly SqlText Signs = new("")
    {
        ClickHouse = """
            insert into signs (site, time, received, id, name, visitor, collector, sequence, host, path, country, region, device, browser, os, language, screen, props, value, bot, removed, engaged_ms, source, channel, utm_campaign)
            select h.1, h.2, h.2 + interval 40 millisecond, toUUID(h.3), h.4, h.5, 'c_test', rowNumberInAllBlocks() + $first, 'example.org', h.6, h.7, h.8, h.9, h.10, h.11, h.12, h.13, h.14, if(h.15 = -1, null, h.15), h.16, h.17, h.18, h.19, h.20, h.21
            from (select arrayJoin(arrayZip($site, $time, $id, $name, $visitor, $path, $country, $region, $device, $browser, $os, $language, $screen, $props, $value, $bot, $removed, $engaged, $source, $channel, $campaign)) as h)
            """,
    };

    /// <summary>A hundred at a time: a parameter has at most 128 kB.</summary>
    public static async Task FillAsync(IEventStore store, IReadOnlyList<Hit> all)
    {
        var first = 1L;
        foreach (var hits in all.Chunk(100))
        {
            await FillAsync(store, hits, first);
            first += hits.Length;
        }
    }

    static Task FillAsync(IEventStore store, IReadOnlyList<Hit> hits, long first) => store.ExecuteAsync([new(Signs, new("first", first),
        Column("site", hits, h => h.Site), Column("time", hits, h => h.Time), Column("id", hits, h => h.Id.ToString()), Column("name", hits, h => h.Name), Column("visitor", hits, h => h.Visitor),
        Column("path", hits, h => h.Path), Column("country", hits, h => h.Country), Column("region", hits, h => h.Region), Column("device", hits, h => h.Device), Column("browser", hits, h => h.Browser),
        Column("os", hits, h => h.Os), Column("language", hits, h => h.Language), Column("screen", hits, h => h.Screen), Column("props", hits, h => h.IsEngagement ? "" : h.Props), Column("value", hits, h => h.Value ?? -1),
        Column("bot", hits, h => h.Bot), Column("removed", hits, h => h.Removed), Column("engaged", hits, h => h.EngagedMs), Column("source", hits, h => h.Source), Column("channel", hits, h => h.Channel),
        Column("campaign", hits, h => h.Campaign))], CancellationToken.None);

    static SqlParameter Column<T>(string name, IReadOnlyList<Hit> rows, Func<Hit, T> value) => new(name, rows.Select(value).ToList());
}
