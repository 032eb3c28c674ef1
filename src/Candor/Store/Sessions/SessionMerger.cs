namespace Candor.Store;

/// <summary>The arithmetic of <see cref="Session"/>: adding an event, joining two.</summary>
static class SessionMerger
{
    public static void Add(EventBatch batch, Session session, int row)
    {
        ref var e = ref batch[row];
        session.Start = Math.Min(session.Start, e.Time);
        session.End = Math.Max(session.End, e.Time);
        if (e.Class == EventClass.PageView)
            session.PageViews++;
        if (e.Class != EventClass.Engagement)
            session.Events++;
        session.EngagedMs += e.EngagedMs;
        if (!double.IsNaN(e.Value) && batch.Arena[e[EventText.Name]].SequenceEqual("Purchase"u8))
            session.Value += e.Value;
        session.Bot = Larger(batch.Arena, session.Bot, e[EventText.Bot]);
        if (e.VisitorIsNamed)
            session.VisitorRow = row;

        var mark = new SessionMark(e.Class, e.Time);
        if (session.RowCount == 1 || BetterEntry(batch, session, mark, row))
            (session.Entry, session.EntryRow) = (mark, row);
        OfferExit(batch.Arena, session, mark, e[EventText.Path], first: session.RowCount == 1);
    }

    public static void Merge(EventBatch batch, Session into, Session from)
    {
        into.Start = Math.Min(into.Start, from.Start);
        into.End = Math.Max(into.End, from.End);
        into.PageViews += from.PageViews;
        into.Events += from.Events;
        into.EngagedMs += from.EngagedMs;
        into.Value += from.Value;
        into.Bot = Larger(batch.Arena, into.Bot, from.Bot);
        into.VisitorRow = Math.Max(into.VisitorRow, from.VisitorRow);
        if (from.EntryRow >= 0 && BetterEntry(batch, into, from.Entry, from.EntryRow))
            (into.Entry, into.EntryRow) = (from.Entry, from.EntryRow);
        OfferExit(batch.Arena, into, from.Exit, from.ExitPath, first: false);
    }

    static bool BetterEntry(EventBatch batch, Session session, SessionMark mark, int row)
    {
        var order = mark.CompareAsEntry(session.Entry);
        if (order != 0)
            return order < 0;
        if (session.EntryRow < 0 && session.StoredEntry is null)
            throw new InvalidOperationException("A session's stored description is needed and was not read.");
        var held = session.EntryRow >= 0 ? SessionEntry.Of(batch, session.EntryRow) : session.StoredEntry!.Value;
        return SessionEntry.Compare(batch.Arena, SessionEntry.Of(batch, row), held) < 0;
    }

    static void OfferExit(TextArena arena, Session session, SessionMark mark, TextSlice path, bool first)
    {
        var order = first ? -1 : mark.CompareAsExit(session.Exit);
        if (order < 0 || (order == 0 && arena[path].SequenceCompareTo(arena[session.ExitPath]) > 0))
            (session.Exit, session.ExitPath) = (mark, path);
    }

    static TextSlice Larger(TextArena arena, TextSlice a, TextSlice b) => arena[b].SequenceCompareTo(arena[a]) > 0 ? b : a;
}
