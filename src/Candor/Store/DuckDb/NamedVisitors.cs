using System.Runtime.InteropServices;

namespace Candor.Store.DuckDb;

static class NamedVisitors
{
    /// <summary>Visitors whose text may be missing or whose first visit may lie earlier: those with a session that is new or begins earlier.</summary>
    public static Dictionary<ulong, NamedVisitor> Of(EventBatch batch, SessionChanges changes)
    {
        var first = new Dictionary<ulong, NamedVisitor>();
        foreach (var session in changes.New)
            Offer(first, session);
        foreach (var session in changes.Changed)
            if (session.Start < session.StoredStart)
                Offer(first, session);
        return first;
    }

    static void Offer(Dictionary<ulong, NamedVisitor> first, Session session)
    {
        if (session.VisitorRow < 0)
            return;
        ref var visitor = ref CollectionsMarshal.GetValueRefOrAddDefault(first, session.Visitor, out var known);
        if (!known || session.Start < visitor.FirstSeen)
            visitor = new(session.VisitorRow, session.Start);
    }
}
