using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// Writes a batch's sessions. An update costs by the column, so there is one statement for what every event changes, and one each for
/// what fewer do: the last page, the beginning, its description.
/// </summary>
sealed class SessionTable(DuckDBConnection connection, LoadFeeds feeds)
{
    const string UpdateChanged =
        """
        update sessions set "end" = c."end", pageviews = c.pageviews, events = c.events, engaged_ms = c.engaged_ms, exit_before = c.exit_before
        from load_changed() c where sessions.id = c.id
        """;

    const string UpdateExits = "update sessions set exit_path = c.exit_path from load_exits() c where sessions.id = c.id";

    const string UpdateBeginnings =
        "update sessions set start = c.start, entry_after = c.entry_after, value = c.value, bot = c.bot from load_beginnings() c where sessions.id = c.id";

    static readonly string UpdateEntries = $"update sessions set {SessionColumns.Assignments} from load_entries() c where sessions.id = c.id";

    public void Write(SessionChanges changes)
    {
        feeds.New = changes.New;
        feeds.Changed = changes.Changed;
        feeds.Exits = changes.Changed.FindAll(s => s.ExitMoved);
        feeds.Beginnings = changes.Changed.FindAll(s => s.BeginningMoved);
        feeds.NewEntries = changes.Changed.FindAll(s => s.EntryRow >= 0);
        connection.ExecuteFor(feeds.New.Count, "insert into sessions by name select * from load_sessions()");
        connection.ExecuteFor(feeds.Changed.Count, UpdateChanged);
        connection.ExecuteFor(feeds.Exits.Count, UpdateExits);
        connection.ExecuteFor(feeds.Beginnings.Count, UpdateBeginnings);
        connection.ExecuteFor(feeds.NewEntries.Count, UpdateEntries);
        if (changes.Merged.Count > 0)
            Merge(changes.Merged);
    }

    void Merge(List<SessionMerge> merged)
    {
        feeds.Merged = merged;
        SqlParameter[] range = [new("from", DuckDbTime.Of(merged.Min(m => m.Start))), new("to", DuckDbTime.Of(merged.Max(m => m.End)))];
        connection.Execute("update events set session = m.\"into\" from load_merged() m where events.session = m.\"from\" and events.time >= $from and events.time <= $to", range);
        connection.Execute("update engagement set session = m.\"into\" from load_merged() m where engagement.session = m.\"from\" and engagement.time >= $from and engagement.time <= $to", range);
        connection.Execute("delete from sessions where id in (select \"from\" from load_merged())");
    }
}
