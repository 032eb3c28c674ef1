using System.Data.Common;
using Candor.Analyze.Withheld;
using Candor.Store;

namespace Candor.Analyze.Novelties;

/// <summary>Asks what was sent in the last days beside the days before them.</summary>
/// <param name="from">Where the days before begin.</param>
/// <param name="since">Where the last days begin.</param>
sealed class NoveltySql(IEventStore store, string site, DateTime from, DateTime since, DateTime to)
{
    /// <summary>Rows of each question, at most: a sender who makes up names must not make the answer long.</summary>
    const int MostRows = 5000, MostNew = 50;

    /// <summary>The first part of a path stands for the pages below it.</summary>
    static readonly SqlText Part = new("case when regexp_matches(path, '^/[^/]+/.') then regexp_extract(path, '^/[^/]+') || '/*' else path end")
    {
        ClickHouse = "if(match(path, '^/[^/]+/.'), concat(extract(path, '^/[^/]+'), '/*'), path)",
    };

    static readonly SqlText Withheld = new($$"""
        select name, {part} as part, removed, {pairs} as pairs, count(case when time >= $since then 1 end) as later, count(case when time < $since then 1 end) as earlier,
            coalesce(min(case when time >= $since then epoch_ms(time) end), 0)
        from events where {events} and (removed <> '' or {has_mark}) group by 1, 2, 3, 4 order by count(*) desc limit {{MostRows}}
        """)
    {
        ClickHouse = $$"""
            select toString(name) as event, {part} as part, toString(removed) as categories, {pairs} as pairs, toInt64(countIf(time >= $since)) as later, toInt64(countIf(time < $since)) as earlier,
                toInt64(minIf(toUnixTimestamp64Milli(time), time >= $since))
            from {signs} where {events} and (removed != '' or {has_mark}) group by event, part, categories, pairs order by count() desc limit {{MostRows}}
            """,
    };

    static readonly SqlText Names = new($"""
        select name, count(*) as events, epoch_ms(min(time)) as first from events where site = $site and bot = '' group by 1 having min(time) >= $since order by events desc, name limit {MostNew}
        """)
    {
        ClickHouse = $$"""
            select toString(name) as event, toInt64(count()) as events, toInt64(min(toUnixTimestamp64Milli(time))) as first from signs where site = $site and name != 'Engagement' and bot = ''{kept}
            group by event having min(time) >= $since order by events desc, event limit {{MostNew}}
            """,
    };

    static readonly SqlText Properties = new($$"""
        select name, key, count(*) as events, epoch_ms(min(time)) as first from (select name, time, unnest(json_keys(props)) as key from events where {events} and props <> '')
        group by 1, 2 having min(time) >= $since order by events desc, name, key limit {{MostNew}}
        """)
    {
        ClickHouse = $$"""
            select event, key, toInt64(count()) as events, toInt64(min(toUnixTimestamp64Milli(time))) as first
            from (select toString(name) as event, time, arrayJoin(JSONExtractKeys(props)) as key from {signs} where {events} and props != '')
            group by event, key having min(time) >= $since order by events desc, event, key limit {{MostNew}}
            """,
    };

    static readonly SqlText Earlier = new("select count(*) from (select 1 from events where {events} and time < $since limit 1)")
    {
        ClickHouse = "select toInt64(count()) from (select 1 from {signs} where {events} and time < $since limit 1)",
    };

    /// <summary>A site that only just began sends nothing but what is new.</summary>
    public async Task<bool> HasPastAsync(CancellationToken cancellationToken) => (await AskAsync(Earlier, r => r.GetInt64(0), cancellationToken))[0] > 0;

    public async Task<IReadOnlyList<(string Event, string Page, WithheldPart Part, long Later, long Earlier, long First)>> WithheldAsync(CancellationToken cancellationToken)
    {
        var rows = await AskAsync(Withheld, r => (Event: r.GetString(0), Page: r.GetString(1), Parts: WithheldParts.Of(r.GetString(2), r.GetString(3)), Later: r.GetInt64(4), Earlier: r.GetInt64(5), First: r.GetInt64(6)), cancellationToken);
        return [.. rows.SelectMany(r => r.Parts.Select(p => (r.Event, r.Page, p, r.Later, r.Earlier, r.First)))];
    }

    public Task<IReadOnlyList<(string Event, long Events, long First)>> NamesAsync(CancellationToken cancellationToken) =>
        AskAsync(Names, r => (r.GetString(0), r.GetInt64(1), r.GetInt64(2)), cancellationToken);

    public Task<IReadOnlyList<(string Event, string Property, long Events, long First)>> PropertiesAsync(CancellationToken cancellationToken) =>
        AskAsync(Properties, r => (r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3)), cancellationToken);

    Task<IReadOnlyList<T>> AskAsync<T>(SqlText sql, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(site, from, to, []);
        scope.Parameters.Add(new("since", since));
        return store.QueryAsync(scope.Fill(sql, ("part", Part), ("pairs", MarkSql.Pairs), ("has_mark", MarkSql.Has)), scope.Parameters, row, cancellationToken);
    }
}
