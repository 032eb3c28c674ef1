using System.IO.Hashing;

namespace Candor.Store.DuckDb;

/// <summary>The hours whose roll-ups a batch makes out of date: those of its events, of the beginnings of the sessions it touches, and all of a session that was put together.</summary>
sealed class StaleHours(TextArena arena)
{
    const long Hour = 60 * 60 * 1000;

    readonly Dictionary<(ulong Site, long Hour), StaleHour> found = [];

    // Neighbours are mostly of one site and one hour.
    TextSlice lastSite;
    ulong lastHash = XxHash64.HashToUInt64([]);
    long lastHour = long.MinValue;

    public static List<StaleHour> Of(EventBatch batch, List<int> kept, SessionChanges changes)
    {
        var hours = new StaleHours(batch.Arena);
        foreach (var row in kept)
            hours.Add(batch[row][EventText.Site], batch[row].Time);
        foreach (var session in changes.New)
            hours.Add(session.Site, session.Start);
        foreach (var session in changes.Changed)
        {
            hours.Add(session.Site, session.Start);
            hours.Add(session.Site, session.StoredStart);
        }

        if (changes.Merged.Count > 0)
            hours.AddMerged(changes);
        return [.. hours.found.Values];
    }

    void AddMerged(SessionChanges changes)
    {
        var into = changes.Merged.Select(m => m.Into).ToHashSet();
        foreach (var session in changes.Changed.Where(s => into.Contains(s.Id)))
            for (var hour = Floor(session.Start); hour <= session.End; hour += Hour)
                Add(session.Site, hour);
    }

    void Add(TextSlice site, long time)
    {
        if (!arena[site].SequenceEqual(arena[lastSite]))
            (lastSite, lastHash, lastHour) = (site, XxHash64.HashToUInt64(arena[site]), long.MinValue);
        var hour = Floor(time);
        if (hour == lastHour)
            return;
        lastHour = hour;
        found.TryAdd((lastHash, hour), new(site, hour));
    }

    static long Floor(long time) => time - ((time % Hour) + Hour) % Hour;
}
