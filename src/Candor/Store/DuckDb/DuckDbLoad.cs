using Candor.Journal;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>The loader's connection and what it remembers between batches. Not for two callers at once.</summary>
sealed class DuckDbLoad : IDisposable
{
    /// <summary>DuckDB's row group. A transaction that adds whole ones to a table compresses them at once, past the write-ahead log: twice as fast.</summary>
    public const int RowGroup = 122_880;

    /// <summary>Sessions that may go on: at 110 bytes each 14 MB, half an hour of 70 visits a second.</summary>
    const int MostRecentSessions = 1 << 17;

    readonly DuckDBConnection connection;
    readonly LoadFeeds feeds = new();
    readonly List<IDisposable> functions = [];
    readonly SeenIds seen;
    readonly Deduplicator deduplicator;
    readonly RecentSessions recent;
    readonly SessionAssigner assigner;
    readonly SessionTable sessions;
    readonly VisitorTable visitors;
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
        recent = new RecentSessions(new DuckDbStoredSessions(connection, feeds), MostRecentSessions);
        assigner = new SessionAssigner(recent);
        sessions = new SessionTable(connection, feeds);
        visitors = new VisitorTable(connection, feeds);
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
            var outcome = Write(batch, replayed, out var changes);
            connection.Execute("commit");
            recent.Learn(changes);
            Reached?.Invoke(LoadPoint.Committed, batch);
            Position = outcome.Next;
            return outcome;
        }
        catch
        {
            // Whether or not the commit reached the disk, the table knows where to go on.
            connection.TryExecute("rollback");
            Forget();
            TryRestore();
            throw;
        }
    }

    /// <summary>After anybody else has written to the tables, or it is not sure what is in them.</summary>
    public void Forget()
    {
        recent.Forget();
        visitors.Forget();
    }

    LoadOutcome Write(EventBatch batch, IReadOnlyCollection<long> replayed, out SessionChanges changes)
    {
        var kept = deduplicator.Keep(batch, RowGroup, out var examined);
        var end = CutAtRowGroup(batch, kept, examined);
        var next = replayed.Count > 0 ? Position : end < batch.Count ? new JournalPosition(batch[end].Sequence) : batch.Next;
        Reached?.Invoke(LoadPoint.Deduplicated, batch);
        changes = assigner.Assign(batch, kept, ref nextSession);
        Describe(batch, changes);
        Reached?.Invoke(LoadPoint.SessionsAssigned, batch);

        feeds.Batch = batch;
        Divide(batch, kept);
        connection.ExecuteFor(feeds.Events.Length, "insert into events by name select * from load_events()");
        connection.ExecuteFor(feeds.Engagements.Length, "insert into engagement by name select * from load_engagement()");
        Reached?.Invoke(LoadPoint.EventsWritten, batch);
        sessions.Write(changes);
        Reached?.Invoke(LoadPoint.SessionsWritten, batch);
        visitors.Write(NamedVisitors.Of(batch, changes));
        Reached?.Invoke(LoadPoint.VisitorsWritten, batch);
        WriteStale(batch, kept, changes);
        Reached?.Invoke(LoadPoint.StaleWritten, batch);
        if (replayed.Count == 0)
            DroppedTable.Add(connection, batch.Dropped.Where(d => d.Sequence < next.Sequence));
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

    void WriteStale(EventBatch batch, List<int> kept, SessionChanges changes)
    {
        feeds.Stale = StaleHours.Of(batch, kept, changes);
        connection.ExecuteFor(feeds.Stale.Count, "insert into stale by name select * from load_stale()");
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
        visitors.Dispose();
        connection.Dispose();
    }

    /// <summary>After the database is closed: DuckDB holds on to the functions until then.</summary>
    public void Release() => functions.ForEach(f => f.Dispose());
}
