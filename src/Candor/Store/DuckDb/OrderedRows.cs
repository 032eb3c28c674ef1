using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// The rows of a span of time, engagement among them, in an order that is the same at every reading: whoever moves them elsewhere and is stopped goes
/// on with the very same row. Rows come as they lie here, visitors' keys included, for a daily key's text is not known any more.
/// </summary>
/// <remarks>Rows of one instant come in the order of their texts, which is how visits that begin or end with them are told apart.</remarks>
sealed class OrderedRows : IDisposable
{
    static readonly (string Column, EventText Text)[] Texts =
    [
        ("site", EventText.Site), ("name", EventText.Name), ("host", EventText.Host), ("path", EventText.Path), ("query", EventText.Query), ("title", EventText.Title),
        ("referrer", EventText.Referrer), ("props", EventText.Props), ("currency", EventText.Currency), ("named", EventText.Visitor), ("matching", EventText.Matching),
        ("screen", EventText.Screen), ("language", EventText.Language), ("country", EventText.Country), ("region", EventText.Region), ("device", EventText.Device),
        ("browser", EventText.Browser), ("os", EventText.Os), ("bot", EventText.Bot), ("removed", EventText.Removed),
    ];

    const int Numbers = 20;

    /// <remarks>One row a visitor's key, whatever the table holds: a row more would shift all that follow.</remarks>
    static readonly string Sql = $"""
        select {string.Join(", ", Texts.Select(t => t.Column == "named" ? "coalesce(v.id, '')" : $"e.{t.Column}"))},
            e.time, e.received, e.id, e.visitor, e.value, e.consent, e.kind, e.page, e.engaged_ms, e.scroll
        from (
            select * exclude (session), null::uuid as page, 0::integer as engaged_ms, 0::utinyint as scroll from events where time >= $from and time < $to
            union all by name
            select site, time, time as received, id, 'Engagement' as name, visitor, host, path, '' as query, '' as title, '' as referrer, '' as country, '' as region, '' as device,
                '' as browser, '' as os, '' as language, '' as screen, '' as props, null::double as value, '' as currency, 0::utinyint as consent, 0::utinyint as kind,
                '' as bot, '' as removed, '' as matching, page, engaged_ms, scroll
            from engagement where time >= $from and time < $to
        ) e
        left join (select site, key, min(id) as id from visitors group by site, key) v on v.key = e.visitor and v.site = e.site
        order by e.time, e.host, e.path, e.referrer, e.query, e.country, e.region, e.device, e.browser, e.os, e.language, e.site, e.name, e.id
        """;

    readonly DuckDBConnection connection;
    readonly DuckDBCommand command;
    readonly DuckDBDataReader reader;

    public OrderedRows(DuckDBConnection connection, DateTime from, DateTime to)
    {
        this.connection = connection;
        command = connection.Command(Sql, new("from", from), new("to", to));
        command.UseStreamingMode = true;
        reader = command.ExecuteReader();
    }

    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Read() => reader.Read();

    /// <summary>Adds the row under that number.</summary>
    public void AddTo(EventBatch batch, long sequence)
    {
        var row = new EventRow { Sequence = sequence };
        for (var i = 0; i < Texts.Length; i++)
            row[Texts[i].Text] = batch.Arena.Add(reader.GetString(i));
        row.Time = Milliseconds(reader.GetDateTime(Numbers));
        row.Received = Milliseconds(reader.GetDateTime(Numbers + 1));
        row.Id = DuckDbUuid.Of(reader.GetGuid(Numbers + 2));
        row.Value = reader.IsDBNull(Numbers + 4) ? double.NaN : reader.GetDouble(Numbers + 4);
        row.Consent = reader.GetByte(Numbers + 5);
        row.Kind = reader.GetByte(Numbers + 6);
        row.Page = reader.IsDBNull(Numbers + 7) ? default : DuckDbUuid.Of(reader.GetGuid(Numbers + 7));
        row.EngagedMs = reader.GetInt32(Numbers + 8);
        row.Scroll = reader.GetByte(Numbers + 9);
        RowParts.Class(batch.Arena, ref row);
        row.Visitor = reader.GetFieldValue<ulong>(Numbers + 3);
        batch.Add(row);
    }

    static long Milliseconds(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public void Dispose()
    {
        reader.Dispose();
        command.Dispose();
        connection.Dispose();
    }
}
