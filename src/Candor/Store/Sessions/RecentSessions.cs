using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Candor.Store;

/// <summary>
/// Each visitor's last stored session, in memory, so that an event which continues a visit, or begins one, need not ask the table:
/// live, nearly every event does one or the other. Sessions of earlier times, and the few whose texts matter, are still asked for.
/// </summary>
/// <param name="most">How many are kept: some 110 bytes each.</param>
sealed class RecentSessions(IStoredSessions table, int most)
{
    /// <summary>Where the visits of just before a restart are looked for.</summary>
    const long Recent = 2 * Session.Gap;

    readonly Dictionary<ulong, KnownSession> last = [];
    readonly List<SessionWindow> asked = [];

    /// <summary>Every stored session that ends then or later is the last of its visitor, and here, or is told of by <see cref="KnownSession.Since"/>.</summary>
    long completeFrom;
    bool filled;

    /// <summary>As <see cref="IStoredSessions.Find"/>.</summary>
    public List<Session> Find(EventBatch batch, IReadOnlyList<SessionWindow> windows, Func<ulong, long, bool> competes)
    {
        if (!filled)
            Fill();
        asked.Clear();
        var found = new List<Session>(windows.Count);
        foreach (var window in windows)
            if (!IsKnown(window, competes, found))
                asked.Add(window);
        if (asked.Count > 0)
            found.AddRange(table.Find(batch, asked, competes));
        return found;
    }

    /// <summary>After the batch is stored for good.</summary>
    public void Learn(SessionChanges changes)
    {
        foreach (var session in changes.New)
            Learn(session);
        foreach (var session in changes.Changed)
            Learn(session);
        if (last.Count > most)
            ForgetOlderHalf();
    }

    /// <summary>After anything but a batch that was learned may have changed the table.</summary>
    public void Forget()
    {
        last.Clear();
        filled = false;
    }

    bool IsKnown(SessionWindow window, Func<ulong, long, bool> competes, List<Session> found)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(last, window.Visitor);
        if (Unsafe.IsNullRef(ref known))
            return window.From >= completeFrom;

        var touches = known.End >= window.From && known.Start <= window.To;
        // A session that was already going on when the window's first event came is the only one: earlier ones end a gap before it.
        var isAll = window.From >= Math.Max(known.Since, completeFrom) || (touches && known.Start <= window.From + Session.Gap);
        if (!isAll)
            return false;
        if (!touches)
            return true;
        if (known.HasBot || competes(window.Visitor, known.EntryTime) || competes(window.Visitor, known.ExitTime))
            return false;
        found.Add(known.ToSession(window.Visitor, window.Site));
        return true;
    }

    void Learn(Session session)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(last, session.Visitor);
        if (Unsafe.IsNullRef(ref known))
        {
            if (session.End >= completeFrom)
                last.Add(session.Visitor, KnownSession.Of(session, long.MinValue));
        }
        else if (known.Id == session.Id)
            known = KnownSession.Of(session, known.Since);
        else if (session.End >= known.End)
            known = KnownSession.Of(session, Math.Max(known.Since, known.End + 1));
        else
            known.Since = Math.Max(known.Since, session.End + 1);
    }

    void Fill()
    {
        filled = true;
        var end = table.LastEnd();
        completeFrom = end is null ? long.MinValue : end.Value + 1;
        if (end is null)
            return;
        table.Since(end.Value - Recent, most, (visitor, session) =>
        {
            // They come by their end, the last one first; others that end at the same instant may be left out.
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(last, visitor, out var isLater);
            if (isLater)
                known.Since = Math.Max(known.Since, session.End + 1);
            else
                known = session;
            completeFrom = session.End + 1;
        });
    }

    void ForgetOlderHalf()
    {
        var ends = new long[last.Count];
        var count = 0;
        foreach (var session in last.Values)
            ends[count++] = session.End;
        Array.Sort(ends);
        completeFrom = Math.Max(completeFrom, ends[count / 2] + 1);
        foreach (var (visitor, session) in last)
            if (session.End < completeFrom)
                last.Remove(visitor);
    }
}
