namespace Candor.Store;

/// <summary>Puts arrived and stored sessions of one visitor together that are no more than the gap apart.</summary>
static class SessionGroups
{
    /// <summary>Groups that have at least one arrived session. The list given out is used again for the next group.</summary>
    public static IEnumerable<List<Session>> Of(List<Session> arrived, List<Session> stored)
    {
        var all = new List<Session>(arrived.Count + stored.Count);
        all.AddRange(arrived);
        all.AddRange(stored);
        if (stored.Count > 0)
            all.Sort((a, b) => a.Visitor != b.Visitor ? a.Visitor.CompareTo(b.Visitor) : a.Start.CompareTo(b.Start));

        var group = new List<Session>();
        var end = 0L;
        foreach (var session in all)
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
}
