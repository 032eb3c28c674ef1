
namespace Candor.Store;

/// <summary>The arithmetic of <see cref="Session"/>: adding an event, joining two.</summary>
static class SessionMerger
{
    /// <summary>Rows come sorted by time. Few of them need a look at the row itself.</summary>
    public static void Add(EventBatch batch, Session session, in SortedRow row)
    {
        session.End = row.Time;
        session.RowCount++;
        if (row.Class == EventClass.PageView)
            session.PageViews++;
        if (row.Class == EventClass.Engagement)
            session.EngagedMs += batch[row.Row].EngagedMs;
        else
            session.Events++;
        if (row.Flags != RowFlags.None)
            AddFlags(batch, session, row);

        var mark = new SessionMark(row.Class, row.Time);
        if (session.EntryRow < 0 || BetterEntry(batch, session, mark, row.Row))
            (session.Entry, session.EntryRow) = (mark, row.Row);
        if (session.ExitRow < 0 || BetterExit(batch, session, mark, row.Row))
            (session.Exit, session.ExitRow) = (mark, row.Row);
    }

    static void AddFlags(EventBatch batch, Session session, in SortedRow row)
    {
        if (row.Flags.HasFlag(RowFlags.NamedVisitor))
            session.VisitorRow = row.Row;
        if (row.Flags.HasFlag(RowFlags.Purchase))
            session.Value += batch[row.Row].Value;
        if (row.Flags.HasFlag(RowFlags.Bot))
            session.Bot = Larger(batch.Arena, session.Bot, batch[row.Row][EventText.Bot]);
    }

    /// <summary>Both kinds of session: <paramref name="into"/> may be stored or not, <paramref name="from"/> too.</summary>
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

        var order = from.Exit.CompareAsExit(into.Exit);
        if (order < 0 || (order == 0 && batch.Arena[ExitPath(batch, from)].SequenceCompareTo(batch.Arena[ExitPath(batch, into)]) > 0))
            (into.Exit, into.ExitRow, into.ExitPath) = (from.Exit, from.ExitRow, from.ExitPath);
    }

    public static TextSlice ExitPath(EventBatch batch, Session session) =>
        session.ExitRow >= 0 ? batch[session.ExitRow][EventText.Path] : session.ExitPath;

    static bool BetterEntry(EventBatch batch, Session session, SessionMark mark, int row)
    {
        var order = mark.CompareAsEntry(session.Entry);
        if (order != 0)
            return order < 0;
        if (session.EntryRow < 0 && session.Description is null)
            throw new InvalidOperationException("A session's stored description is needed and was not read.");
        var held = session.EntryRow >= 0 ? SessionEntry.Of(batch, session.EntryRow) : session.Description!;
        return SessionEntry.Compare(batch.Arena, SessionEntry.Of(batch, row), held) < 0;
    }

    static bool BetterExit(EventBatch batch, Session session, SessionMark mark, int row)
    {
        var order = mark.CompareAsExit(session.Exit);
        return order < 0
            || (order == 0 && batch.Arena[batch[row][EventText.Path]].SequenceCompareTo(batch.Arena[batch[session.ExitRow][EventText.Path]]) > 0);
    }

    static TextSlice Larger(TextArena arena, TextSlice a, TextSlice b) => b.IsEmpty || arena[b].SequenceCompareTo(arena[a]) <= 0 ? a : b;
}
