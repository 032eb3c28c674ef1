namespace Candor.Store.ClickHouse;

/// <summary>Writes decoded events as rows of <c>signs</c>.</summary>
static class SignRows
{
    static readonly (string Name, string Type)[] Columns =
    [
        ("site", "String"), ("time", "DateTime64(3, 'UTC')"), ("received", "DateTime64(3, 'UTC')"), ("id", "UUID"), ("name", "String"), ("visitor", "UInt64"),
        ("collector", "String"), ("sequence", "UInt64"), ("host", "String"), ("path", "String"), ("query", "String"), ("title", "String"),
        ("referrer", "String"), ("country", "String"), ("region", "String"), ("device", "String"), ("browser", "String"), ("os", "String"),
        ("language", "String"), ("screen", "String"), ("props", "String"), ("value", "Nullable(Float64)"), ("currency", "String"), ("consent", "UInt8"),
        ("kind", "UInt8"), ("bot", "String"), ("removed", "String"), ("matching", "String"), ("page", "UUID"), ("engaged_ms", "Int32"),
        ("scroll", "UInt8"), ("came_from", "String"), ("source", "String"), ("channel", "String"), ("utm_source", "String"), ("utm_medium", "String"),
        ("utm_campaign", "String"), ("utm_term", "String"), ("utm_content", "String"),
    ];

    public static NativeBlock Block() => new(Columns);

    /// <summary>Columns of <c>signs</c> that an SQL text speaks of, and those that are wanted beside them.</summary>
    public static string NamedIn(string sql, params ReadOnlySpan<string> more)
    {
        var named = new List<string>();
        foreach (var (name, _) in Columns)
            if (more.Contains(name) || SqlWord.StandsIn(sql, name))
                named.Add(name);
        return string.Join(", ", named);
    }

    static readonly EventText[] Described =
    [
        EventText.Host, EventText.Path, EventText.Query, EventText.Title, EventText.Referrer, EventText.Country, EventText.Region, EventText.Device,
        EventText.Browser, EventText.Os, EventText.Language, EventText.Screen, EventText.Props,
    ];

    /// <param name="visit">Used for how a visit that begins with the event came about: one object for all rows.</param>
    public static void Write(NativeBlock rows, EventBatch batch, int index, ReadOnlySpan<byte> collector, SessionEntry visit)
    {
        var arena = batch.Arena;
        ref var e = ref batch[index];
        // Before the row's texts are taken: what it adds to the arena may move them.
        visit[EntryText.Host] = e[EventText.Host];
        batch.Traffic.Describe(visit, UrlParts.HostOf(arena, e[EventText.Referrer]), e[EventText.Query]);
        rows.Text(arena[e[EventText.Site]]);
        rows.Number(e.Time);
        rows.Number(e.Received);
        rows.Uuid(e.Id);
        rows.Text(arena[e[EventText.Name]]);
        rows.Number(e.Visitor);
        rows.Text(collector);
        rows.Number(e.Sequence);
        foreach (var text in Described)
            rows.Text(text == EventText.Props && e.Class == EventClass.Engagement ? default : arena[e[text]]);
        rows.NumberOrNull(e.Value);
        rows.Text(arena[e[EventText.Currency]]);
        rows.Number(e.Consent);
        rows.Number(e.Kind);
        foreach (var text in (ReadOnlySpan<EventText>)[EventText.Bot, EventText.Removed, EventText.Matching])
            rows.Text(arena[e[text]]);
        rows.Uuid(e.Page);
        rows.Number(e.EngagedMs);
        rows.Number(e.Scroll);
        for (var text = EntryText.Referrer; text <= EntryText.UtmContent; text++)
            rows.Text(arena[visit[text]]);
        rows.EndRow();
    }
}
