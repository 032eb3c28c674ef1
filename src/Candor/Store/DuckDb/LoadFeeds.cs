using DuckDB.NET.Native;

namespace Candor.Store.DuckDb;

/// <summary>What the loader's SQL can read of the batch at hand: one <see cref="Feed"/> for each kind of row.</summary>
sealed unsafe class LoadFeeds
{
    public EventBatch Batch { get; set; } = null!;
    public int[] Events { get; set; } = [];
    public int[] Engagements { get; set; } = [];
    public IReadOnlyList<int> Ids { get; set; } = [];
    public IReadOnlyList<SessionWindow> Windows { get; set; } = [];
    public IReadOnlyList<Session> New { get; set; } = [];
    public IReadOnlyList<Session> Changed { get; set; } = [];
    public IReadOnlyList<Session> Exits { get; set; } = [];
    public IReadOnlyList<Session> Beginnings { get; set; } = [];
    public IReadOnlyList<Session> NewEntries { get; set; } = [];
    public IReadOnlyList<SessionMerge> Merged { get; set; } = [];
    public IReadOnlyList<NamedVisitor> Visitors { get; set; } = [];
    public IReadOnlyList<StaleHour> Stale { get; set; } = [];
    public IReadOnlyList<SetAside> SetAside { get; set; } = [];

    public IEnumerable<Feed> All() =>
    [
        EventFeed(), EngagementFeed(), NewSessionFeed(), NewEntryFeed(),
        Measure(Of("load_changed", () => Changed.Count), i => Changed[i]),
        ExitPath(Of("load_exits", () => Exits.Count).Number("id", i => Exits[i].Id), i => Exits[i]),
        Begin(Of("load_beginnings", () => Beginnings.Count).Number("id", i => Beginnings[i].Id), i => Beginnings[i]),
        Of("load_ids", () => Ids.Count).Uuid("id", i => Batch[Ids[i]].Id),
        Of("load_windows", () => Windows.Count)
            .Number("visitor", i => Windows[i].Visitor).Time("from", i => DuckDbTime.Clamp(Windows[i].From)).Time("to", i => DuckDbTime.Clamp(Windows[i].To)),
        Of("load_merged", () => Merged.Count).Number("from", i => Merged[i].From).Number("into", i => Merged[i].Into),
        Of("load_visitors", () => Visitors.Count)
            .Text("site", i => Batch[Visitors[i].Row][EventText.Site]).Number("key", i => Batch[Visitors[i].Row].Visitor)
            .Text("id", i => Batch[Visitors[i].Row][EventText.Visitor]).Time("first_seen", i => Visitors[i].FirstSeen),
        Of("load_stale", () => Stale.Count).Text("site", i => Stale[i].Site).Time("hour", i => Stale[i].Start),
        Of("load_quarantine", () => SetAside.Count)
            .Number("sequence", i => SetAside[i].Sequence).Text("reason", i => SetAside[i].Reason).Text("line", i => SetAside[i].Line),
    ];

    Feed Of(string name, Func<int> count) => new(name, () => Batch.Arena, count);

    Feed EventFeed() => Row(new RowFeed(Of("load_events", () => Events.Length), () => Batch, () => Events))
        .Time("received", (in EventRow e) => e.Received)
        .Text("name", EventText.Name)
        .Text("query", EventText.Query)
        .Text("title", EventText.Title)
        .Text("referrer", EventText.Referrer)
        .Text("country", EventText.Country)
        .Text("region", EventText.Region)
        .Text("device", EventText.Device)
        .Text("browser", EventText.Browser)
        .Text("os", EventText.Os)
        .Text("language", EventText.Language)
        .Text("screen", EventText.Screen)
        .Text("props", EventText.Props)
        .NumberOrNull("value", (in EventRow e) => e.Value)
        .Text("currency", EventText.Currency)
        .Number("consent", (in EventRow e) => e.Consent)
        .Number("kind", (in EventRow e) => e.Kind)
        .Text("bot", EventText.Bot)
        .Text("removed", EventText.Removed)
        .Text("matching", EventText.Matching)
        .Feed;

    Feed EngagementFeed() => Row(new RowFeed(Of("load_engagement", () => Engagements.Length), () => Batch, () => Engagements))
        .Uuid("page", (in EventRow e) => e.Page)
        .Number("engaged_ms", (in EventRow e) => e.EngagedMs)
        .Number("scroll", (in EventRow e) => e.Scroll)
        .Feed;

    /// <summary>What events and engagement have in common.</summary>
    static RowFeed Row(RowFeed feed) => feed
        .Text("site", EventText.Site)
        .Time("time", (in EventRow e) => e.Time)
        .Uuid("id", (in EventRow e) => e.Id)
        .Number("visitor", (in EventRow e) => e.Visitor)
        .Session("session")
        .Text("host", EventText.Host)
        .Text("path", EventText.Path);

    Feed NewSessionFeed() => Describe(Begin(ExitPath(Measure(Of("load_sessions", () => New.Count), i => New[i]), i => New[i]), i => New[i]), () => New)
        .Text("site", i => New[i].Site)
        .Number("visitor", i => New[i].Visitor);

    Feed NewEntryFeed() => Describe(Of("load_entries", () => NewEntries.Count).Number("id", i => NewEntries[i].Id), () => NewEntries);

    static Feed Measure(Feed feed, Func<int, Session> session) => feed
        .Number("id", i => session(i).Id)
        .Time("end", i => session(i).End)
        .Number("pageviews", i => session(i).PageViews)
        .Number("events", i => session(i).Events)
        .Number("engaged_ms", i => session(i).EngagedMs)
        .Number("exit_before", i => session(i).End - session(i).Exit.Time);

    Feed ExitPath(Feed feed, Func<int, Session> session) => feed.Text("exit_path", i => SessionMerger.ExitPath(Batch, session(i)));

    static Feed Begin(Feed feed, Func<int, Session> session) => feed
        .Time("start", i => session(i).Start)
        .Number("entry_after", i => session(i).Entry.Time - session(i).Start)
        .Number("value", i => session(i).Value)
        .Text("bot", i => session(i).Bot);

    /// <summary>A session's texts, column by column without a call for each: after the events' own the most there are.</summary>
    Feed Describe(Feed feed, Func<IReadOnlyList<Session>> sessions)
    {
        for (var text = EntryText.Host; text <= EntryText.Language; text++)
        {
            var wanted = text;
            feed.Add(SessionColumns.Name(text), DuckDBType.Varchar, (data, _, from, rows) => Fill((DuckDbText*)data, sessions(), wanted, from, rows));
        }

        return feed;
    }

    void Fill(DuckDbText* texts, IReadOnlyList<Session> sessions, EntryText text, int from, int rows)
    {
        var memory = Batch.Arena.Memory;
        for (var i = from; i < from + rows; i++)
            DuckDbText.Write(texts++, memory, sessions[i].Description![text]);
    }
}
