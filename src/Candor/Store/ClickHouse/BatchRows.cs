using System.Text;

namespace Candor.Store.ClickHouse;

/// <summary>A batch in the form in which it is sent: for each shard the rows of its visitors, and for all of them what could not be read.</summary>
sealed class BatchRows(int shards)
{
    readonly NativeBlock[] signs = [.. Enumerable.Range(0, shards).Select(_ => SignRows.Block())];
    readonly NativeBlock[] visitors =
        [.. Enumerable.Range(0, shards).Select(_ => new NativeBlock(("site", "String"), ("key", "UInt64"), ("id", "String"), ("first_seen", "DateTime64(3, 'UTC')")))];

    readonly SessionEntry visit = new();

    public int Events { get; private set; }

    public int Engagements { get; private set; }

    public int Unread { get; private set; }

    /// <summary>Milliseconds since 1970 of the earliest and the latest row.</summary>
    public long Earliest { get; private set; }

    public long Latest { get; private set; }

    public LateHours Hours { get; } = new();

    public NativeBlock Signs(int shard) => signs[shard];

    public NativeBlock Visitors(int shard) => visitors[shard];

    /// <summary>Goes to the first shard.</summary>
    public NativeBlock Quarantine { get; } = new(("collector", "String"), ("sequence", "Int64"), ("time", "DateTime64(3, 'UTC')"), ("reason", "String"), ("line", "String"));

    /// <summary>Goes to the first shard. Rows with the same key are one row to the table, so what is alike is added up here.</summary>
    public NativeBlock Dropped { get; } =
        new(("site", "String"), ("hour", "DateTime64(3, 'UTC')"), ("category", "String"), ("rule", "String"), ("collector", "String"), ("sequence", "Int64"), ("events", "Int64"));

    public void Fill(EventBatch batch, BatchCut cut, string collector, DateTimeOffset now)
    {
        Array.ForEach(signs, r => r.Clear());
        Array.ForEach(visitors, r => r.Clear());
        Quarantine.Clear();
        Dropped.Clear();
        Hours.Clear();
        (Events, Engagements, Unread, Earliest, Latest) = (0, 0, 0, long.MaxValue, long.MinValue);
        var name = Encoding.UTF8.GetBytes(collector);
        var named = new Dictionary<ulong, (int Row, long First)>();
        for (var i = 0; i < batch.Count && batch[i].Sequence <= cut.Last; i++)
            Add(batch, i, name, named);
        foreach (var (row, first) in named.Values)
            AddVisitor(batch, row, first);
        foreach (var line in batch.Quarantined.Where(q => q.Sequence <= cut.Last))
            AddUnread(line, name, now);
        foreach (var alike in batch.Dropped.Where(d => d.Sequence <= cut.Last).GroupBy(d => (d.Site, d.Hour, d.Category, d.Rule)))
            AddDropped([.. alike], name);
    }

    void AddDropped(List<DroppedEvents> alike, byte[] collector)
    {
        Dropped.Text(Encoding.UTF8.GetBytes(alike[0].Site));
        Dropped.Number(alike[0].Hour);
        Dropped.Text(Encoding.UTF8.GetBytes(alike[0].Category));
        Dropped.Text(Encoding.UTF8.GetBytes(alike[0].Rule));
        Dropped.Text(collector);
        Dropped.Number(alike[0].Sequence);
        Dropped.Number(alike.Sum(d => d.Events));
        Dropped.EndRow();
    }

    void Add(EventBatch batch, int row, byte[] collector, Dictionary<ulong, (int Row, long First)> named)
    {
        ref var e = ref batch[row];
        if (e.Class == EventClass.Engagement)
            Engagements++;
        else
            Events++;
        Hours.Add(batch.Arena[e[EventText.Site]], e.Time);
        (Earliest, Latest) = (Math.Min(Earliest, e.Time), Math.Max(Latest, e.Time));
        if (e.Flags.HasFlag(RowFlags.NamedVisitor) && (!named.TryGetValue(e.Visitor, out var seen) || e.Time < seen.First))
            named[e.Visitor] = (row, e.Time);
        SignRows.Write(signs[ShardOf(e.Visitor)], batch, row, collector, visit);
    }

    void AddVisitor(EventBatch batch, int row, long first)
    {
        ref var e = ref batch[row];
        var rows = visitors[ShardOf(e.Visitor)];
        rows.Text(batch.Arena[e[EventText.Site]]);
        rows.Number(e.Visitor);
        rows.Text(batch.Arena[e[EventText.Visitor]]);
        rows.Number(first);
        rows.EndRow();
    }

    void AddUnread(QuarantinedLine line, byte[] collector, DateTimeOffset now)
    {
        Unread++;
        Quarantine.Text(collector);
        Quarantine.Number(line.Sequence);
        Quarantine.Number(now.ToUnixTimeMilliseconds());
        Quarantine.Text(Encoding.UTF8.GetBytes(line.Reason));
        Quarantine.Text(Encoding.UTF8.GetBytes(QuarantineText.Of(line.Line)));
        Quarantine.EndRow();
    }

    int ShardOf(ulong visitor) => (int)(visitor % (ulong)signs.Length);
}
