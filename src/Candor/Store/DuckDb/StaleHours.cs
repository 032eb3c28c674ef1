using System.IO.Hashing;

namespace Candor.Store.DuckDb;

/// <summary>The hours whose roll-ups a batch makes out of date: those of its events, of the beginnings of the sessions it touches, and all of a session that was put together.</summary>
static class StaleHours
{
    const long Hour = 60 * 60 * 1000;

    public static List<StaleHour> Of(EventBatch batch, List<int> kept, SessionChanges changes)
    {
        var hours = new Dictionary<(ulong Site, long Hour), StaleHour>();
        var last = (Site: default(TextSlice), Hour: long.MinValue);
        foreach (var row in kept)
        {
            ref var e = ref batch[row];
            var hour = Floor(e.Time);
            if (hour == last.Hour && batch.Arena[e[EventText.Site]].SequenceEqual(batch.Arena[last.Site]))
                continue;
            last = (e[EventText.Site], hour);
            Add(batch, hours, last.Site, hour);
        }

        foreach (var session in changes.New)
            Add(batch, hours, session.Site, Floor(session.Start));
        foreach (var session in changes.Changed)
        {
            Add(batch, hours, session.Site, Floor(session.Start));
            Add(batch, hours, session.Site, Floor(session.StoredStart));
        }

        AddMerged(batch, hours, changes);
        return [.. hours.Values];
    }

    static void AddMerged(EventBatch batch, Dictionary<(ulong, long), StaleHour> hours, SessionChanges changes)
    {
        if (changes.Merged.Count == 0)
            return;
        var into = changes.Merged.Select(m => m.Into).ToHashSet();
        foreach (var session in changes.Changed.Where(s => into.Contains(s.Id)))
            for (var hour = Floor(session.Start); hour <= session.End; hour += Hour)
                Add(batch, hours, session.Site, hour);
    }

    static void Add(EventBatch batch, Dictionary<(ulong, long), StaleHour> hours, TextSlice site, long hour) =>
        hours.TryAdd((XxHash64.HashToUInt64(batch.Arena[site]), hour), new(site, hour));

    static long Floor(long time) => time - ((time % Hour) + Hour) % Hour;
}
