namespace Candor.Store.DuckDb;

/// <summary>What the loader's SQL can read of the batch at hand: one <see cref="Feed"/> for each kind of row.</summary>
sealed class LoadFeeds
{
    public EventBatch Batch { get; set; } = null!;
    public IReadOnlyList<int> Events { get; set; } = [];
    public IReadOnlyList<int> Engagements { get; set; } = [];
    public IReadOnlyList<int> Ids { get; set; } = [];
    public IReadOnlyList<SessionWindow> Windows { get; set; } = [];
    public IReadOnlyList<Session> New { get; set; } = [];
    public IReadOnlyList<Session> Changed { get; set; } = [];
    public IReadOnlyList<Session> NewEntries { get; set; } = [];
    public IReadOnlyList<SessionMerge> Merged { get; set; } = [];
    public IReadOnlyList<NamedVisitor> Visitors { get; set; } = [];
    public IReadOnlyList<StaleHour> Stale { get; set; } = [];
    public IReadOnlyList<SetAside> SetAside { get; set; } = [];

    public IEnumerable<Feed> All() =>
    [
        EventFeed(), EngagementFeed(), NewSessionFeed(), ChangedSessionFeed(), NewEntryFeed(),
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

    Feed EventFeed() => Row(Of("load_events", () => Events.Count), i => Events[i])
        .Time("received", i => Batch[Events[i]].Received)
        .Text("name", i => Batch[Events[i]][EventText.Name])
        .Text("query", i => Batch[Events[i]][EventText.Query])
        .Text("title", i => Batch[Events[i]][EventText.Title])
        .Text("referrer", i => Batch[Events[i]][EventText.Referrer])
        .Text("country", i => Batch[Events[i]][EventText.Country])
        .Text("region", i => Batch[Events[i]][EventText.Region])
        .Text("device", i => Batch[Events[i]][EventText.Device])
        .Text("browser", i => Batch[Events[i]][EventText.Browser])
        .Text("os", i => Batch[Events[i]][EventText.Os])
        .Text("language", i => Batch[Events[i]][EventText.Language])
        .Text("screen", i => Batch[Events[i]][EventText.Screen])
        .Text("props", i => Batch[Events[i]][EventText.Props])
        .NumberOrNull("value", i => Batch[Events[i]].Value)
        .Text("currency", i => Batch[Events[i]][EventText.Currency])
        .Number("consent", i => Batch[Events[i]].Consent)
        .Number("kind", i => Batch[Events[i]].Kind)
        .Text("bot", i => Batch[Events[i]][EventText.Bot])
        .Text("removed", i => Batch[Events[i]][EventText.Removed])
        .Text("matching", i => Batch[Events[i]][EventText.Matching]);

    Feed EngagementFeed() => Row(Of("load_engagement", () => Engagements.Count), i => Engagements[i])
        .Uuid("page", i => Batch[Engagements[i]].Page)
        .Number("engaged_ms", i => Batch[Engagements[i]].EngagedMs)
        .Number("scroll", i => Batch[Engagements[i]].Scroll);

    /// <summary>What events and engagement have in common.</summary>
    Feed Row(Feed feed, Func<int, int> row) => feed
        .Text("site", i => Batch[row(i)][EventText.Site])
        .Time("time", i => Batch[row(i)].Time)
        .Uuid("id", i => Batch[row(i)].Id)
        .Number("visitor", i => Batch[row(i)].Visitor)
        .Number("session", i => Batch[row(i)].Session)
        .Text("host", i => Batch[row(i)][EventText.Host])
        .Text("path", i => Batch[row(i)][EventText.Path]);

    Feed NewSessionFeed() => Describe(Measure(Of("load_sessions", () => New.Count), i => New[i]), i => New[i])
        .Text("site", i => New[i].Site)
        .Number("visitor", i => New[i].Visitor);

    Feed ChangedSessionFeed() => Measure(Of("load_changed", () => Changed.Count), i => Changed[i]);

    Feed NewEntryFeed() => Describe(Of("load_entries", () => NewEntries.Count).Number("id", i => NewEntries[i].Id), i => NewEntries[i]);

    static Feed Measure(Feed feed, Func<int, Session> session) => feed
        .Number("id", i => session(i).Id)
        .Time("start", i => session(i).Start)
        .Time("end", i => session(i).End)
        .Number("pageviews", i => session(i).PageViews)
        .Number("events", i => session(i).Events)
        .Number("engaged_ms", i => session(i).EngagedMs)
        .Number("value", i => session(i).Value)
        .Text("bot", i => session(i).Bot)
        .Time("entry_time", i => session(i).Entry.Time)
        .Time("exit_time", i => session(i).Exit.Time)
        .Text("exit_path", i => session(i).ExitPath);

    static Feed Describe(Feed feed, Func<int, Session> session)
    {
        for (var text = EntryText.Host; text <= EntryText.Language; text++)
        {
            var wanted = text;
            feed.Text(SessionColumns.Name(text), i => session(i).StoredEntry!.Value[wanted]);
        }

        return feed;
    }
}
