using System.Globalization;

namespace Candor.Bench;

/// <summary>
/// A shop's 60 days from 2026-09-01 made by SQL alone: sessions of 1 to 9 events, 10,000 pages whose use falls off by their rank, a tenth as
/// many visitors as events, who come back. Once in the product's tables and once in a plain one, <c>hand</c>, with 128-bit visitor ids.
/// </summary>
static class GeneratedTables
{
    public static IEnumerable<string> Statements(string site, long events)
    {
        string Fill(string sql) => sql.Replace("@S", (events / 5).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@V", (events / 10).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("@SITE", $"'{site}'", StringComparison.Ordinal);
        yield return Fill(Made.Replace("@SITE", $"'{site}'", StringComparison.Ordinal));
        yield return Hand;
        yield return Events;
        yield return Sessions;
        yield return "insert into stale select distinct site, date_trunc('hour', time) from events";
        yield return "drop table made";
    }

    const string Made = """
        create table made as
        with s as (select i as s, timestamp '2026-09-01' + interval (i * 5184000000.0 / @S) millisecond as t0, hash(i*7+1) h1, hash(i*7+2) h2, hash(i*7+3) h3 from range(@S) t(i)),
         s2 as (select *, cast(floor(@V * pow((h1 % 1000000)/1000000.0, 1.6)) as bigint) v, 1 + h2 % 9 n, (h2>>8)%100 src, (h2>>16)%100 geo, (h2>>24)%100 dev from s),
         e as (select s2.*, k, hash(s*64+k) he, hash(s*64+k+32) hf from s2, unnest(range(n::bigint)) u(k)),
         e2 as (select *, (he % 1000)/10.0 u, cast(floor(pow(10000, (hf%100000)/100000.0)) as int) - 1 pg from e)
        select @SITE as site, date_trunc('milliseconds', t0 + interval (k*45000 + hf%40000) millisecond) as time, md5(he::varchar)::uuid as id, v, hash(v+17)::ubigint as visitor, h1::ubigint as session,
         case when u<70 then 'PageView' when u<85 then 'ViewContent' when u<91 then 'AddToCart' when u<94 then 'InitiateCheckout' when u<95.5 then 'Purchase' when u<96.5 then 'Lead' else 'Search' end as name,
         '/c/' || (pg % 40) || '/item-' || pg as path,
         case when k>0 then 'shop.example.com' when src<40 then '' when src<65 then 'www.google.com' when src<80 then 'www.facebook.com' else 'ref' || (h3%200) || '.example.org' end as referrer,
         case when src<40 then '' when src<65 then 'google' when src<80 then 'facebook' else 'src' || (h3%50) end as utm_source,
         case when src<40 then '' when src<55 then 'cpc' when src<80 then 'social' else 'email' end as utm_medium,
         case when src<40 then '' else 'campaign-' || (h3%30) end as utm_campaign,
         ['US','US','US','DE','GB','JP','FR','BR','IN','CA'][1+(geo%10)::bigint] as country, 'R' || (geo%60) as region,
         case when dev<60 then 'mobile' when dev<95 then 'desktop' else 'tablet' end as device, ['Chrome','Chrome','Chrome','Safari','Safari','Edge','Firefox','Samsung'][1+(dev%8)::bigint] as browser,
         ['Windows','iOS','Android','macOS','Linux'][1+(dev%5)::bigint] as os, ['en-US','de-DE','ja-JP','fr-FR','pt-BR'][1+(geo%5)::bigint] as language, case when dev<60 then '390x844' else '1920x1080' end as screen,
         case when u<70 then '' else '{"content_ids":["sku-' || (hf%20000) || '"],"content_type":"product","quantity":' || (hf%4+1) || ',"category":"cat-' || (pg%40) || '"}' end as props,
         case when u>=70 and u<95.5 then (hf%20000)/100.0 end as value, case when u>=70 and u<95.5 then 'EUR' else '' end as currency
        from e2 order by time
        """;

    const string Hand = """
        create table hand as select time as ts, md5(v::varchar)::uuid as visitor_id, session as session_id, name, path, utm_source, country, value from made
        """;

    const string Events = """
        insert into events by name
        select * exclude (v, utm_source, utm_medium, utm_campaign), time + interval 1 second as received, 'shop.example.com' as host, '' as query, '' as title, 0 as consent, 0 as kind, '' as bot, '' as removed, '' as matching from made
        """;

    const string Sessions = """
        insert into sessions by name
        select any_value(site) as site, session as id, any_value(visitor) as visitor, min(time) as start, max(time) as "end", count(*) filter (name='PageView') as pageviews, count(*) as events, 0 as engaged_ms,
         coalesce(sum(value) filter (name='Purchase'), 0) as value, 'shop.example.com' as entry_host, arg_min(path, time) as entry_path, arg_max(path, time) as exit_path, 0 as entry_after, 0 as exit_before,
         arg_min(referrer, time) as referrer, any_value(utm_source) as source, case any_value(utm_medium) when '' then 'Direct' when 'cpc' then 'Paid Search' when 'social' then 'Organic Social' else 'Email' end as channel,
         any_value(utm_source) as utm_source, any_value(utm_medium) as utm_medium, any_value(utm_campaign) as utm_campaign, '' as utm_term, '' as utm_content,
         any_value(country) as country, any_value(region) as region, any_value(device) as device, any_value(browser) as browser, any_value(os) as os, any_value(language) as language, '' as bot
        from made group by session order by start
        """;
}
