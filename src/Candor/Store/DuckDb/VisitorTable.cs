using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// Writes the visitors whose text the table lacks. It has no index, and to look through millions of keys for every batch would cost more
/// than all else: a filter says of most new visitors that they are new, and who came lately is remembered.
/// </summary>
sealed class VisitorTable(DuckDBConnection connection, LoadFeeds feeds) : IDisposable
{
    const long LeastCapacity = 1 << 16;

    /// <summary>Visitors of the last while, some 40 bytes each.</summary>
    const int MostRecent = 1 << 17;

    readonly Dictionary<ulong, long> recent = [];
    BloomFilter? filter;
    long count;

    public void Write(Dictionary<ulong, NamedVisitor> named)
    {
        if (named.Count == 0)
            return;
        Prepare(named.Count);
        var added = new List<NamedVisitor>();
        var earlier = new List<NamedVisitor>();
        var doubtful = new Dictionary<ulong, NamedVisitor>();
        foreach (var (key, visitor) in named)
            if (recent.TryGetValue(key, out var firstSeen))
                Offer(earlier, key, visitor, firstSeen);
            else if (filter!.MayHold(BloomFilter.Hash(key)))
                doubtful.Add(key, visitor);
            else
                added.Add(visitor);
        foreach (var (key, firstSeen) in Stored(doubtful))
        {
            recent[key] = firstSeen;
            Offer(earlier, key, doubtful[key], firstSeen);
            doubtful.Remove(key);
        }

        added.AddRange(doubtful.Values);
        Insert(added);
        feeds.Visitors = earlier;
        connection.ExecuteFor(earlier.Count, "update visitors set first_seen = v.first_seen from load_visitors() v where visitors.key = v.key and visitors.site = v.site");
    }

    /// <summary>After anything else may have changed the table, or what was written was undone. The filter may know too many, but never too few.</summary>
    public void Forget() => recent.Clear();

    void Offer(List<NamedVisitor> earlier, ulong key, NamedVisitor visitor, long firstSeen)
    {
        if (visitor.FirstSeen >= firstSeen)
            return;
        earlier.Add(visitor);
        recent[key] = visitor.FirstSeen;
    }

    void Insert(List<NamedVisitor> added)
    {
        feeds.Visitors = added;
        connection.ExecuteFor(added.Count, "insert into visitors by name select * from load_visitors()");
        count += added.Count;
        foreach (var visitor in added)
        {
            var key = feeds.Batch[visitor.Row].Visitor;
            filter!.Add(BloomFilter.Hash(key));
            recent[key] = visitor.FirstSeen;
        }
    }

    List<(ulong Key, long FirstSeen)> Stored(Dictionary<ulong, NamedVisitor> doubtful)
    {
        var known = new List<(ulong, long)>();
        if (doubtful.Count == 0)
            return known;
        feeds.Visitors = [.. doubtful.Values];
        using var command = connection.Command("select key, first_seen from visitors where key in (select key from load_visitors())");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            known.Add((reader.GetFieldValue<ulong>(0), DuckDbTime.ToMilliseconds(reader.GetDateTime(1))));
        return known;
    }

    void Prepare(int arriving)
    {
        if (recent.Count > MostRecent)
            recent.Clear();
        if (filter is not null && count + arriving <= filter.Capacity)
            return;

        filter?.Dispose();
        count = connection.Scalar<long>("select count(*) from visitors");
        filter = new BloomFilter(Math.Max(LeastCapacity, 2 * (count + arriving)));
        using var command = connection.Command("select key from visitors");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            filter.Add(BloomFilter.Hash(reader.GetFieldValue<ulong>(0)));
    }

    public void Dispose() => filter?.Dispose();
}
