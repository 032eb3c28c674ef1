using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>The ids in the tables <c>events</c> and <c>engagement</c>, through the loader's connection.</summary>
sealed class DuckDbStoredIds(DuckDBConnection connection, LoadFeeds feeds) : IStoredIds
{
    public long Count(long from, long to) =>
        connection.Scalar<long>("select count(*) from events where time >= $from and time < $to", Range(from, to))
        + connection.Scalar<long>("select count(*) from engagement where time >= $from and time < $to", Range(from, to));

    public void Read(long from, long to, Action<UInt128> id)
    {
        Read("select id from events where time >= $from and time < $to", Range(from, to), id);
        Read("select id from engagement where time >= $from and time < $to", Range(from, to), id);
    }

    public List<StoredKey> Find(EventBatch batch, IReadOnlyList<int> rows)
    {
        (feeds.Batch, feeds.Ids) = (batch, rows);
        var range = Range(rows.Min(row => batch[row].Time) - SeenIds.Window, rows.Max(row => batch[row].Time) + SeenIds.Window + 1);
        var found = new List<StoredKey>();
        Find("select id, site, name, time from events where time >= $from and time < $to and id in (select id from load_ids())", range, found);
        Find("select id, site, 'Engagement', time from engagement where time >= $from and time < $to and id in (select id from load_ids())", range, found);
        return found;
    }

    void Read(string sql, SqlParameter[] range, Action<UInt128> id)
    {
        using var command = connection.Command(sql, range);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            id(DuckDbUuid.Of(reader.GetGuid(0)));
    }

    void Find(string sql, SqlParameter[] range, List<StoredKey> found)
    {
        using var command = connection.Command(sql, range);
        using var reader = command.ExecuteReader();
        var arena = feeds.Batch.Arena;
        while (reader.Read())
            found.Add(new(DuckDbUuid.Of(reader.GetGuid(0)), arena.Add(reader.GetString(1)), arena.Add(reader.GetString(2)), DuckDbTime.ToMilliseconds(reader.GetDateTime(3))));
    }

    static SqlParameter[] Range(long from, long to) => [new("from", DuckDbTime.Clamped(from)), new("to", DuckDbTime.Clamped(to))];
}
