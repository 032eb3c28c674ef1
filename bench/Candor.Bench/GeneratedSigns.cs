using System.Globalization;

namespace Candor.Bench;

/// <summary>
/// <see cref="GeneratedTables"/>' shop in ClickHouse, with its own random numbers: once in the product's table of signs and once in the plain
/// table that one would make by hand, <c>hand</c>, with 128-bit visitor ids and a number for each visit.
/// </summary>
static class GeneratedSigns
{
    /// <summary>One statement a tenth of the days, so that no insert is sorted whole.</summary>
    public static IEnumerable<string> Statements(string site, long events)
    {
        var sessions = events / 5;
        string Fill(string sql, int part) => sql.Replace("@MADE", Made, StringComparison.Ordinal)
            .Replace("@LOW", Number(sessions * part / Parts), StringComparison.Ordinal).Replace("@HIGH", Number(sessions * (part + 1) / Parts), StringComparison.Ordinal)
            .Replace("@S", Number(sessions), StringComparison.Ordinal).Replace("@V", Number(events / 10), StringComparison.Ordinal).Replace("@IN", $"'{site}'", StringComparison.Ordinal);
        yield return Hand;
        for (var part = 0; part < Parts; part++)
        {
            yield return Fill(Signs, part);
            yield return Fill(IntoHand, part);
        }

        yield return "optimize table signs final";
        yield return "optimize table hand final";
    }

    const int Parts = 10;

    static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    const string Made = """
        (select *, (he % 1000) / 10.0 as u, toUInt32(floor(pow(10000, (hf % 100000) / 100000.0))) - 1 as pg,
            fromUnixTimestamp64Milli(toInt64(1788220800000 + intDiv(s * 5184000000, @S) + k * 45000 + hf % 40000), 'UTC') as happened,
            multiIf(u < 70, 'PageView', u < 85, 'ViewContent', u < 91, 'AddToCart', u < 94, 'InitiateCheckout', u < 95.5, 'Purchase', u < 96.5, 'Lead', 'Search') as event,
            concat('/c/', toString(pg % 40), '/item-', toString(pg)) as page,
            multiIf(src < 40, '', src < 65, 'google', src < 80, 'facebook', concat('src', toString(h3 % 50))) as of_source,
            multiIf(src < 40, '', src < 55, 'cpc', src < 80, 'social', 'email') as of_medium, if(src < 40, '', concat('campaign-', toString(h3 % 30))) as of_campaign,
            multiIf(k > 0, 'shop.example.com', src < 40, '', src < 65, 'www.google.com', src < 80, 'www.facebook.com', concat('ref', toString(h3 % 200), '.example.org')) as refers,
            ['US','US','US','DE','GB','JP','FR','BR','IN','CA'][1 + geo % 10] as of_country, concat('R', toString(geo % 60)) as of_region,
            multiIf(dev < 60, 'mobile', dev < 95, 'desktop', 'tablet') as of_device, ['Chrome','Chrome','Chrome','Safari','Safari','Edge','Firefox','Samsung'][1 + dev % 8] as of_browser,
            ['Windows','iOS','Android','macOS','Linux'][1 + dev % 5] as of_os, ['en-US','de-DE','ja-JP','fr-FR','pt-BR'][1 + geo % 5] as of_language, if(dev < 60, '390x844', '1920x1080') as of_screen,
            if(u < 70, '', concat('{"content_ids":["sku-', toString(hf % 20000), '"],"content_type":"product","quantity":', toString(hf % 4 + 1), ',"category":"cat-', toString(pg % 40), '"}')) as of_props,
            if(u >= 70 and u < 95.5, toNullable((hf % 20000) / 100.0), null) as of_value, if(u >= 70 and u < 95.5, 'EUR', '') as of_currency,
            reinterpretAsUUID(sipHash128(he)) as of_id
        from (select *, k, cityHash64(s * 64 + k) as he, cityHash64(s * 64 + k + 32) as hf
            from (select number as s, cityHash64(s * 7 + 1) as h1, cityHash64(s * 7 + 2) as h2, cityHash64(s * 7 + 3) as h3,
                    toUInt64(floor(@V * pow((h1 % 1000000) / 1000000.0, 1.6))) as v, bitShiftRight(h2, 8) % 100 as src, bitShiftRight(h2, 16) % 100 as geo, bitShiftRight(h2, 24) % 100 as dev
                from numbers(@LOW, @HIGH - @LOW))
            array join range(1 + h2 % 9) as k))
        """;

    const string Signs = """
        insert into signs (site, time, received, id, name, visitor, collector, sequence, host, path, referrer, country, region, device, browser, os, language, screen, props, value, currency, consent,
            came_from, source, channel, utm_source, utm_medium, utm_campaign)
        select @IN, happened, happened + interval 1 second, of_id, event, cityHash64(v + 17), 'c_bench', s * 16 + k, 'shop.example.com', page, refers, of_country, of_region, of_device, of_browser, of_os, of_language,
            of_screen, of_props, of_value, of_currency, 2, if(k > 0, '', refers), of_source, multiIf(of_medium = '', 'Direct', of_medium = 'cpc', 'Paid Search', of_medium = 'social', 'Organic Social', 'Email'),
            of_source, of_medium, of_campaign
        from @MADE
        """;

    /// <summary>The table and order of the anchor: day, name, hash of the visitor, time.</summary>
    const string Hand = """
        create table hand (ts DateTime64(3), event_id UUID, visitor_id UUID, session_id UInt64, name LowCardinality(String), host LowCardinality(String), path String, referrer LowCardinality(String),
            utm_source LowCardinality(String), utm_medium LowCardinality(String), utm_campaign LowCardinality(String), country LowCardinality(String), region LowCardinality(String), device LowCardinality(String),
            browser LowCardinality(String), os LowCardinality(String), lang LowCardinality(String), screen_w UInt16, props String, value Nullable(Float64), currency LowCardinality(String), consent UInt8)
        engine = MergeTree partition by toYYYYMM(ts) order by (toDate(ts), name, cityHash64(visitor_id), ts)
        """;

    const string IntoHand = """
        insert into hand select happened, of_id, reinterpretAsUUID(sipHash128(v)), h1, event, 'shop.example.com', page, refers, of_source, of_medium, of_campaign, of_country, of_region, of_device, of_browser, of_os,
            of_language, if(dev < 60, 390, 1920), of_props, of_value, of_currency, 1
        from @MADE
        """;
}
