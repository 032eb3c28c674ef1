namespace Candor.Store;

/// <summary>Puts arrived and stored sessions of one visitor together that are no more than the gap apart.</summary>
static class SessionGroups
{
    /// <summary>Groups that have at least one arrived session. The list given out is used again for the next group.</summary>
    public static IEnumerable<List<Session>> Of(List<Session> arrived, List<Session> stored)
    {
        var group = new List<Session>();
        var end = 0L;
        foreach (var session in InOrder(arrived, stored))
        {
            if (group.Count > 0 && (group[0].Visitor != session.Visitor || session.Start - end > Session.Gap))
            {
                if (group.Exists(s => s.Id == 0))
                    yield return group;
                group.Clear();
            }

            end = group.Count == 0 ? session.End : Math.Max(end, session.End);
            group.Add(session);
        }

        if (group.Exists(s => s.Id == 0))
            yield return group;
    }

    /// <summary>By visitor and start. What arrived is in that order already.</summary>
    static IEnumerable<Session> InOrder(List<Session> arrived, List<Session> stored)
    {
        stored.Sort(Compare);
        var at = 0;
        foreach (var session in arrived)
        {
            while (at < stored.Count && Compare(stored[at], session) <= 0)
                yield return stored[at++];
            yield return session;
        }

        while (at < stored.Count)
            yield return stored[at++];
    }

    static int Compare(Session a, Session b) => a.Visitor != b.Visitor ? a.Visitor.CompareTo(b.Visitor) : a.Start.CompareTo(b.Start);
}
