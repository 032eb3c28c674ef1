
namespace Candor.Store;

/// <summary>
/// Keeps the first of the events that share site, name and id within 48 hours, wherever the first one is: in the store, in this
/// batch, loaded live or imported. "Within" is measured to the events that were kept.
/// </summary>
sealed class Deduplicator(SeenIds seen, IStoredIds stored)
{
    readonly List<int> doubtful = [];

    /// <summary>
    /// Numbers of the rows to keep, in order. Looks at rows only until <paramref name="enough"/> of them surely are new events;
    /// <paramref name="examined"/> says how many it saw.
    /// </summary>
    public List<int> Keep(EventBatch batch, int enough, out int examined)
    {
        examined = FindDoubtful(batch, enough);
        var kept = new List<int>(examined);
        if (doubtful.Count == 0)
        {
            kept.AddRange(Enumerable.Range(0, examined));
            return kept;
        }

        var known = new Dictionary<UInt128, List<StoredKey>>(doubtful.Count);
        foreach (var row in doubtful)
            known.TryAdd(batch[row].Id, []);
        foreach (var key in stored.Find(batch, doubtful))
            known[key.Id].Add(key);
        for (var i = 0; i < examined; i++)
            if (!known.TryGetValue(batch[i].Id, out var same) || IsFirst(batch, same, i))
                kept.Add(i);
        return kept;
    }

    int FindDoubtful(EventBatch batch, int enough)
    {
        doubtful.Clear();
        seen.Prepare(batch.Rows);
        var i = 0;
        for (var sure = 0; i < batch.Count && sure < enough; i++)
            if (seen.TestAndAdd(batch[i].Time, batch[i].Id))
                doubtful.Add(i);
            else if (batch[i].Class != EventClass.Engagement)
                sure++;
        return i;
    }

    static bool IsFirst(EventBatch batch, List<StoredKey> same, int row)
    {
        ref var e = ref batch[row];
        foreach (var key in same)
            if (Math.Abs(key.Time - e.Time) <= SeenIds.Window && Same(batch, key.Site, e[EventText.Site]) && Same(batch, key.Name, e[EventText.Name]))
                return false;
        same.Add(new(e.Id, e[EventText.Site], e[EventText.Name], e.Time));
        return true;
    }

    static bool Same(EventBatch batch, TextSlice a, TextSlice b) => batch.Arena[a].SequenceEqual(batch.Arena[b]);
}
