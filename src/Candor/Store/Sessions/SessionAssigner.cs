namespace Candor.Store;

/// <summary>
/// Gives each row its session. Rows are sorted by visitor and time and cut where the gap is too long; what comes out is merged with
/// the stored sessions it touches. Stored sessions lie further apart than the gap, so no other one can be reached through them.
/// </summary>
sealed class SessionAssigner(IStoredSessions stored)
{
    SortedRow[] sorted = [];
    int count;

    public SessionChanges Assign(EventBatch batch, IReadOnlyList<int> kept, ref ulong nextId)
    {
        Sort(batch, kept);
        var arrived = Cut(batch);
        var known = arrived.Count == 0 ? [] : stored.Find(batch, Windows(arrived), Competes);
        var changes = new SessionChanges();
        foreach (var group in SessionGroups.Of(arrived, known))
        {
            var session = Settle(batch, group, changes, ref nextId);
            foreach (var part in group)
                for (var i = part.FirstRow; i < part.FirstRow + part.RowCount; i++)
                    batch[sorted[i].Row].Session = session.Id;
        }

        return changes;
    }

    void Sort(EventBatch batch, IReadOnlyList<int> kept)
    {
        if (sorted.Length < kept.Count)
            sorted = new SortedRow[kept.Count];
        count = 0;
        foreach (var row in kept)
            if (batch[row].Visitor != 0)
                sorted[count++] = new(batch[row].Visitor, batch[row].Time, row);
        sorted.AsSpan(0, count).Sort();
    }

    List<Session> Cut(EventBatch batch)
    {
        var sessions = new List<Session>();
        Session? open = null;
        for (var i = 0; i < count; i++)
        {
            ref var e = ref batch[sorted[i].Row];
            if (open is null || open.Visitor != e.Visitor || e.Time - open.End > Session.Gap)
                sessions.Add(open = new Session { Site = e[EventText.Site], Visitor = e.Visitor, Start = e.Time, End = e.Time, FirstRow = i });
            open.RowCount++;
            SessionMerger.Add(batch, open, sorted[i].Row);
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
            windows.Add(new(arrived[first].Visitor, arrived[first].Start - Session.Gap, arrived[i].End + Session.Gap));
        }

        return windows;
    }

    bool Competes(ulong visitor, long time)
    {
        var at = sorted.AsSpan(0, count).BinarySearch(new SortedRow(visitor, time, -1));
        at = at < 0 ? ~at : at;
        return at < count && sorted[at].Visitor == visitor && sorted[at].Time == time;
    }

    /// <summary>Makes one session of a group. Of several stored ones the one that keeps its beginning keeps its id.</summary>
    static Session Settle(EventBatch batch, List<Session> group, SessionChanges changes, ref ulong nextId)
    {
        var session = group.Where(s => s.Id != 0).MinBy(s => (s.Entry.Class, s.Entry.Time));
        if (session is null)
        {
            session = group[0];
            session.Id = nextId++;
            changes.New.Add(session);
        }
        else
        {
            changes.Changed.Add(session);
        }

        foreach (var part in group)
            if (part != session)
                SessionMerger.Merge(batch, session, part);
        foreach (var part in group)
            if (part != session && part.Id != 0)
                changes.Merged.Add(new(part.Id, session.Id, session.Start, session.End));
        return session;
    }
}
