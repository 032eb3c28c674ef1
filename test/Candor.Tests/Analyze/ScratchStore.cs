using System.Data.Common;
using Candor.Store;
using DuckDB.NET.Data;

namespace Candor.Tests.Analyze;

/// <summary>The real engine with the real tables in memory, filled row by row, so that a wrong report cannot hide behind a wrong loader.</summary>
sealed class ScratchStore : IEventStore
{
    readonly DuckDBConnection connection = new("DataSource=:memory:");

    public ScratchStore(IReadOnlyList<Hit> hits)
    {
        connection.Open();
        Execute("set TimeZone = 'UTC'");
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "src/Candor/Store/DuckDb/Migrations"), "*.sql").Order(StringComparer.Ordinal))
            Execute(File.ReadAllText(file));
        var visits = Visit.Of(hits);
        var sessions = visits.SelectMany(v => v.Hits.Select(h => (h.Id, v.Id))).ToDictionary(p => p.Item1, p => p.Item2);
        foreach (var hit in hits)
            Add(hit, sessions.GetValueOrDefault(hit.Id));
        foreach (var visit in visits)
            Add(visit);
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(SqlText sql, IReadOnlyList<SqlParameter> parameters, Func<DbDataReader, T> row, CancellationToken cancellationToken)
    {
        using var command = Command(sql.DuckDb, [.. parameters.Select(p => (p.Name, p.Value))]);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return Task.FromResult<IReadOnlyList<T>>(rows);
    }

    public void Execute(string sql) => Command(sql).ExecuteNonQuery();

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    void Add(Hit hit, ulong session)
    {
        var command = hit.IsEngagement
            ? Command("insert into engagement values ($site, $time, $id, $visitor, $session, $id, '', $path, $engaged, 0)")
            : Command("insert into events (site, time, received, id, name, visitor, session, host, path, query, title, referrer, country, region, device, browser, os, language, screen, props, value, currency, consent, kind, bot, removed, matching) values ($site, $time, $received, $id, $name, $visitor, $session, 'example.org', $path, '', '', '', $country, $region, $device, $browser, $os, $language, $screen, $props, $value, '', 0, 0, $bot, $removed, '')");
        foreach (var (name, value) in new (string, object?)[]
        {
            ("site", hit.Site), ("time", hit.Time), ("received", hit.Time.AddMilliseconds(40)), ("id", hit.Id), ("name", hit.Name), ("visitor", hit.Visitor), ("session", session), ("path", hit.Path),
            ("country", hit.Country), ("region", hit.Region), ("device", hit.Device), ("browser", hit.Browser), ("os", hit.Os), ("language", hit.Language), ("screen", hit.Screen),
            ("props", hit.Props), ("value", hit.Value), ("bot", hit.Bot), ("removed", hit.Removed), ("engaged", hit.EngagedMs),
        })
            if (command.CommandText.Contains("$" + name, StringComparison.Ordinal))
                command.Parameters.Add(new DuckDBParameter(name, value ?? DBNull.Value));
        command.ExecuteNonQuery();
    }

    void Add(Visit v) => Command(
        "insert into sessions values ($site, $id, $visitor, $start, $end, $pageviews, $events, $engaged, $value, 'example.org', $entry, $exit, '', $source, $channel, '', '', $campaign, '', '', $country, $region, $device, $browser, $os, $language, $bot)",
        ("site", v.First.Site), ("id", v.Id), ("visitor", v.Visitor), ("start", v.Start), ("end", v.End), ("pageviews", v.Pageviews), ("events", v.Events.Count()), ("engaged", v.EngagedMs), ("value", v.Value),
        ("entry", v.Entry), ("exit", v.Exit), ("source", v.First.Source), ("channel", v.First.Channel), ("campaign", v.First.Campaign), ("country", v.First.Country), ("region", v.First.Region),
        ("device", v.First.Device), ("browser", v.First.Browser), ("os", v.First.Os), ("language", v.First.Language), ("bot", v.First.Bot)).ExecuteNonQuery();

    DuckDBCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.Add(new DuckDBParameter(name, value ?? DBNull.Value));
        return command;
    }
}
