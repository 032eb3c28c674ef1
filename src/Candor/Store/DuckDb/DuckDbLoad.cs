using Candor.Journal;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>The loader's connection and what it remembers between batches. Not for two callers at once.</summary>
sealed class DuckDbLoad : IDisposable
{
    /// <summary>DuckDB's row group. A transaction that adds whole ones to a table compresses them at once, past the write-ahead log: twice as fast.</summary>
    public const int RowGroup = 122_880;

    static readonly string UpdateEntries = $"update sessions set {SessionColumns.Assignments} from load_entries() c where sessions.id = c.id";

    const string UpdateChanged =
        """
        update sessions set start = c.start, "end" = c."end", pageviews = c.pageviews, events = c.events, engaged_ms = c.engaged_ms,
            value = c.value, bot = c.bot, entry_after = c.entry_after, exit_before = c.exit_before, exit_path = c.exit_path
        from load_changed() c where sessions.id = c.id
        """;

    readonly DuckDBConnection connection;
    readonly LoadFeeds feeds = new();
    readonly List<IDisposable> functions = [];
    readonly SeenIds seen;
    readonly Deduplicator deduplicator;
    readonly SessionAssigner assigner;
    readonly TimeProvider time;
    ulong nextSession;

    public DuckDbLoad(DuckDBConnection connection, long seenBytes, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
        foreach (var feed in feeds.All())
            functions.Add(FeedFunction.Register(connection, feed));
        var ids = new DuckDbStoredIds(connection, feeds);
        seen = new SeenIds(seenBytes, ids);
        deduplicator = new Deduplicator(seen, ids);
        assigner = new SessionAssigner(new DuckDbStoredSessions(connection, feeds));
        Restore();
    }

    public JournalPosition Position { get; private set; }

    /// <summary>A test's way to fail in the middle.</summary>
    public Action<LoadPoint, EventBatch>? Reached { get; set; }

    public LoadOutcome Run(EventBatch batch) => Run(batch, []);

    /// <param name="replayed">Sequences whose quarantine lines this batch was made of; empty when it comes from the journal.</param>
    public LoadOutcome Run(EventBatch batch, IReadOnlyCollection<long> replayed)
    {
        connection.Execute("begin transaction");
        try
        {
            var outcome = Write(batch, replayed);
            connection.Execute("commit");
            Reached?.Invoke(LoadPoint.Committed, batch);
            Position = outcome.Next;
            return outcome;
        }
        catch
        {
            // Whether or not the commit reached the disk, the table knows where to go on.
            connection.TryExecute("rollback");
            TryRestore();
            throw;
        }
    }

    LoadOutcome Write(EventBatch batch, IReadOnlyCollection<long> replayed)
    {
        var kept = deduplicator.Keep(batch, RowGroup, out var examined);
        var end = CutAtRowGroup(batch, kept, examined);
        var next = replayed.Count > 0 ? Position : end < batch.Count ? new JournalPosition(batch[end].Sequence) : batch.Next;
        Reached?.Invoke(LoadPoint.Deduplicated, batch);
        var changes = assigner.Assign(batch, kept, ref nextSession);
        Describe(batch, changes);
        Reached?.Invoke(LoadPoint.SessionsAssigned, batch);

        feeds.Batch = batch;
        Divide(batch, kept);
        Insert("insert into events by name select * from load_events()", feeds.Events.Length);
        Insert("insert into engagement by name select * from load_engagement()", feeds.Engagements.Length);
        Reached?.Invoke(LoadPoint.EventsWritten, batch);
        WriteSessions(changes);
        Reached?.Invoke(LoadPoint.SessionsWritten, batch);
        WriteVisitors(batch, changes);
        Reached?.Invoke(LoadPoint.VisitorsWritten, batch);
        WriteStale(batch, kept, changes);
        Reached?.Invoke(LoadPoint.StaleWritten, batch);
        var quarantined = WriteQuarantine(batch, replayed, next);
        connection.Execute("update positions set sequence = $sequence, detail = $detail where reader = 'loader'",
            new("sequence", next.Sequence), new("detail", nextSession.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Reached?.Invoke(LoadPoint.PositionWritten, batch);
        return new(next, feeds.Events.Length, feeds.Engagements.Length, end - kept.Count, quarantined);
    }

    /// <summary>Ends the batch behind a whole row group of events, where it has one. Returns the first row that is left for the next time.</summary>
    static int CutAtRowGroup(EventBatch batch, List<int> kept, int examined)
    {
        var events = 0;
        for (var i = 0; i < kept.Count; i++)
            if (batch[kept[i]].Class != EventClass.Engagement && ++events == RowGroup)
            {
                var end = kept[i] + 1;
                kept.RemoveRange(i + 1, kept.Count - i - 1);
                return end;
            }

        return examined;
    }

    void Divide(EventBatch batch, List<int> kept)
    {
        var events = new int[kept.Count];
        var engagements = new List<int>();
        var count = 0;
        foreach (var row in kept)
            if (batch[row].Class == EventClass.Engagement)
                engagements.Add(row);
            else
                events[count++] = row;
        feeds.Events = events[..count];
        feeds.Engagements = [.. engagements];
    }

    static void Describe(EventBatch batch, SessionChanges changes)
    {
        foreach (var session in changes.New)
            session.Description = SessionEntry.Of(batch, session.EntryRow);
        foreach (var session in changes.Changed)
            if (session.EntryRow >= 0)
                session.Description = SessionEntry.Of(batch, session.EntryRow);
    }

    void WriteSessions(SessionChanges changes)
    {
        feeds.New = changes.New;
        feeds.Changed = changes.Changed;
        feeds.NewEntries = changes.Changed.FindAll(s => s.EntryRow >= 0);
        feeds.Merged = changes.Merged;
        Insert("insert into sessions by name select * from load_sessions()", feeds.New.Count);
        Insert(UpdateChanged, feeds.Changed.Count);
        Insert(UpdateEntries, feeds.NewEntries.Count);
        if (feeds.Merged.Count == 0)
            return;

        SqlParameter[] range = [new("from", DuckDbTime.Of(feeds.Merged.Min(m => m.Start))), new("to", DuckDbTime.Of(feeds.Merged.Max(m => m.End)))];
        connection.Execute("update events set session = m.\"into\" from load_merged() m where events.session = m.\"from\" and events.time >= $from and events.time <= $to", range);
        connection.Execute("update engagement set session = m.\"into\" from load_merged() m where engagement.session = m.\"from\" and engagement.time >= $from and engagement.time <= $to", range);
        connection.Execute("delete from sessions where id in (select \"from\" from load_merged())");
    }

    void WriteVisitors(EventBatch batch, SessionChanges changes)
    {
        var named = NamedVisitors.Of(batch, changes);
        if (named.Count == 0)
            return;

        feeds.Visitors = [.. named.Values];
        var earlier = new List<NamedVisitor>();
        foreach (var (key, firstSeen) in KnownVisitors())
            if (named.Remove(key, out var visitor) && visitor.FirstSeen < firstSeen)
                earlier.Add(visitor);
        feeds.Visitors = [.. named.Values];
        Insert("insert into visitors by name select * from load_visitors()", feeds.Visitors.Count);
        feeds.Visitors = earlier;
        Insert("update visitors set first_seen = v.first_seen from load_visitors() v where visitors.key = v.key and visitors.site = v.site", feeds.Visitors.Count);
    }

    List<(ulong Key, long FirstSeen)> KnownVisitors()
    {
        using var command = connection.Command("select key, first_seen from visitors where key in (select key from load_visitors())");
        using var reader = command.ExecuteReader();
        var known = new List<(ulong, long)>();
        while (reader.Read())
            known.Add((reader.GetFieldValue<ulong>(0), DuckDbTime.ToMilliseconds(reader.GetDateTime(1))));
        return known;
    }

    void WriteStale(EventBatch batch, List<int> kept, SessionChanges changes)
    {
        feeds.Stale = StaleHours.Of(batch, kept, changes);
        Insert("insert into stale by name select * from load_stale()", feeds.Stale.Count);
    }

    int WriteQuarantine(EventBatch batch, IReadOnlyCollection<long> replayed, JournalPosition next)
    {
        if (replayed.Count > 0)
            foreach (var sequence in replayed.Except(batch.Quarantined.Select(q => q.Sequence)))
                connection.Execute("delete from quarantine where sequence = $sequence", new SqlParameter("sequence", sequence));
        else
            feeds.SetAside = [.. batch.Quarantined.Where(q => q.Sequence < next.Sequence)
                .Select(q => new SetAside(q.Sequence, batch.Arena.Add(q.Reason), batch.Arena.Add(QuarantineText.Of(q.Line))))];

        if (replayed.Count > 0 || feeds.SetAside.Count == 0)
            return 0;
        connection.Execute("insert into quarantine by name select *, $now::timestamp as time from load_quarantine()", new SqlParameter("now", time.GetUtcNow().UtcDateTime));
        return feeds.SetAside.Count;
    }

    void Insert(string sql, int rows)
    {
        if (rows > 0)
            connection.Execute(sql);
    }

    void TryRestore()
    {
        try
        {
            Restore();
        }
        catch (DuckDBException)
        {
            // The database is lost for this process and is opened anew before the next load.
        }
    }

    void Restore()
    {
        using var command = connection.Command("select sequence, detail from positions where reader = 'loader'");
        using var reader = command.ExecuteReader();
        reader.Read();
        Position = new(reader.GetInt64(0));
        nextSession = ulong.Parse(reader.GetString(1), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        seen.Dispose();
        connection.Dispose();
    }

    /// <summary>After the database is closed: DuckDB holds on to the functions until then.</summary>
    public void Release() => functions.ForEach(f => f.Dispose());
}
