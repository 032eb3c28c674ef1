
namespace Candor.Store;

/// <summary>
/// Gives each row its session. Rows are sorted by visitor and time and cut where the gap is too long; what comes out is merged with
/// the stored sessions it touches. Stored sessions lie further apart than the gap, so no other one can be reached through them.
/// </summary>
sealed class SessionAssigner(RecentSessions stored)
{
    readonly RowSorter sorter = new();

    public SessionChanges Assign(EventBatch batch, List<int> kept, ref ulong nextId)
    {
        var sorted = sorter.Sort(batch, kept);
        var arrived = Cut(batch, sorted);
        var known = arrived.Count == 0 ? [] : stored.Find(batch, Windows(arrived), sorter.Holds);
        var changes = new SessionChanges();
        batch.ClearSessions();
        var sessions = batch.Sessions;
        foreach (var group in SessionGroups.Of(arrived, known))
        {
            var session = Settle(batch, group, changes, ref nextId);
            foreach (var part in group)
                for (var i = part.FirstRow; i < part.FirstRow + part.RowCount; i++)
                    sessions[sorted[i].Row] = session.Id;
        }

        return changes;
    }

    static List<Session> Cut(EventBatch batch, ReadOnlySpan<SortedRow> sorted)
    {
        var sessions = new List<Session>();
        Session? open = null;
        for (var i = 0; i < sorted.Length; i++)
        {
            ref readonly var row = ref sorted[i];
            if (open is null || open.Visitor != row.Visitor || row.Time - open.End > Session.Gap)
                sessions.Add(open = new Session { Site = batch[row.Row][EventText.Site], Visitor = row.Visitor, Start = row.Time, End = row.Time, FirstRow = i });
            SessionMerger.Add(batch, open, row);
        }

        return sessions;
    }

    static List<SessionWindow> Windows(List<Session> arrived)
    {
        var windows = new List<SessionWindow>();
        for (var i = 0; i < arrived.Count; i++)
        {
            var first = i;
            while (i + 1 < arrived.Count && arrived[i + 1].Visitor == arrived[first].Visitor)
                i++;
            windows.Add(new(arrived[first].Visitor, arrived[first].Site, arrived[first].Start - Session.Gap, arrived[i].End + Session.Gap));
        }

        return windows;
    }

    /// <summary>Makes one session of a group. Of several stored ones the one that keeps its beginning keeps its id.</summary>
    static Session Settle(EventBatch batch, List<Session> group, SessionChanges changes, ref ulong nextId)
    {
        var session = BestStored(group);
        (session is null ? changes.New : changes.Changed).Add(session ??= group[0]);
        if (session.Id == 0)
            session.Id = nextId++;
        if (group.Count == 1)
            return session;

        foreach (var part in group)
            if (part != session)
                SessionMerger.Merge(batch, session, part);
        foreach (var part in group)
            if (part != session && part.Id != 0)
                changes.Merged.Add(new(part.Id, session.Id, session.Start, session.End));
        return session;
    }

    static Session? BestStored(List<Session> group)
    {
        Session? best = null;
        foreach (var session in group)
            if (session.Id != 0 && (best is null || session.Entry.CompareAsEntry(best.Entry) < 0))
                best = session;
        return best;
    }
}
