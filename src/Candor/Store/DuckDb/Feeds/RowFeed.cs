using DuckDB.NET.Native;

namespace Candor.Store.DuckDb;

/// <summary>A feed of the batch's own rows in a given order. It is the widest one and the most rows go through it, so texts are written in a loop without a call for each.</summary>
sealed unsafe class RowFeed(Feed feed, Func<EventBatch> batch, Func<int[]> order)
{
    public delegate T Get<T>(in EventRow row);

    public Feed Feed { get; } = feed;

    public RowFeed Text(string column, EventText text) => Add(column, DuckDBType.Varchar, (data, _, from, rows) => Fill((DuckDbText*)data, text, from, rows));

    public RowFeed Time(string column, Get<long> get) => Fixed(column, DuckDBType.Timestamp, (in EventRow e) => get(e) * 1000);

    public RowFeed Uuid(string column, Get<UInt128> get) => Fixed(column, DuckDBType.Uuid, (in EventRow e) => get(e) ^ DuckDbUuid.SignBit);

    public RowFeed Session(string column) => Add(column, DuckDBType.UnsignedBigInt, (data, _, from, rows) =>
    {
        var sessions = batch().Sessions;
        var target = (ulong*)data;
        foreach (var row in order().AsSpan(from, rows))
            *target++ = sessions[row];
    });

    public RowFeed Number(string column, Get<ulong> get) => Fixed(column, DuckDBType.UnsignedBigInt, get);

    public RowFeed Number(string column, Get<int> get) => Fixed(column, DuckDBType.Integer, get);

    public RowFeed Number(string column, Get<byte> get) => Fixed(column, DuckDBType.UnsignedTinyInt, get);

    /// <summary>NaN becomes null.</summary>
    public RowFeed NumberOrNull(string column, Get<double> get)
    {
        Feed.NumberOrNull(column, i => get(batch()[order()[i]]));
        return this;
    }

    RowFeed Fixed<T>(string column, DuckDBType type, Get<T> get)
        where T : unmanaged => Add(column, type, (data, _, from, rows) =>
    {
        var (all, numbers) = (batch(), order());
        for (var i = 0; i < rows; i++)
            ((T*)data)[i] = get(all[numbers[from + i]]);
    });

    void Fill(DuckDbText* texts, EventText text, int from, int rows)
    {
        var all = batch();
        var memory = all.Arena.Memory;
        foreach (var row in order().AsSpan(from, rows))
            DuckDbText.Write(texts++, memory, all[row][text]);
    }

    RowFeed Add(string column, DuckDBType type, FillVector fill)
    {
        Feed.Add(column, type, fill);
        return this;
    }
}
