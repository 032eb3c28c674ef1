using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Candor.Journal;
using Candor.Store;
using Candor.Store.DuckDb;

namespace Candor.Cli.Migrate;

/// <summary>
/// Everything that an embedded store holds, as numbered records from 1 on, as a journal would give them: the same at every reading, so that
/// the store it is moved to cuts it into the same batches after any interruption. What could not be read comes behind them, and last the counts of events that Guard refused.
/// </summary>
sealed class EmbeddedRows : IDisposable
{
    const int PageRows = 1000;

    readonly DuckDbEventStore store;
    readonly Queue<QuarantinedLine> page = new();
    readonly Queue<DroppedEvents> counts = new();
    OrderedRows? open;
    long openEnd;

    EmbeddedRows(DuckDbEventStore store, IReadOnlyList<(DateTime Day, long Rows)> days, long unread, (long Rows, long Events) dropped)
    {
        this.store = store;
        (Slices, Unread, Dropped) = (RowSlice.Of(days), unread, dropped.Rows);
        Rows = days.Sum(d => d.Rows);
        var text = string.Join('\n', days.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Day:O} {d.Rows}")).Append(string.Create(CultureInfo.InvariantCulture, $"{unread} {dropped.Rows} {dropped.Events} {store.Position.Sequence}")));
        Fingerprint = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }

    public IReadOnlyList<RowSlice> Slices { get; }

    /// <summary>Events and engagement.</summary>
    public long Rows { get; }

    /// <summary>Records in the quarantine.</summary>
    public long Unread { get; }

    /// <summary>Rows of counts of events that Guard refused.</summary>
    public long Dropped { get; }

    public long Total => Rows + Unread + Dropped;

    /// <summary>Another one once anything was stored or deleted since.</summary>
    public string Fingerprint { get; }

    /// <summary>Number of the record that is read next.</summary>
    public long Next { get; private set; } = 1;

    public static async Task<EmbeddedRows> OpenAsync(DuckDbEventStore store, CancellationToken cancellationToken)
    {
        var days = await store.QueryAsync(
            new SqlText("select date_trunc('day', time)::timestamp, count(*) from (select time from events union all select time from engagement) group by 1 order by 1"),
            [], r => (r.GetDateTime(0), r.GetInt64(1)), cancellationToken);
        var unread = await store.QueryAsync(new SqlText("select count(*) from quarantine"), [], r => r.GetInt64(0), cancellationToken);
        var dropped = await store.QueryAsync(new SqlText("select count(*), coalesce(sum(events), 0)::bigint from dropped"), [], r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken);
        return new EmbeddedRows(store, days, unread[0], dropped[0]);
    }

    public void GoTo(JournalPosition position)
    {
        if (position.Sequence == Next)
            return;
        Close();
        page.Clear();
        counts.Clear();
        Next = position.Sequence;
    }

    /// <summary>Adds records until the batch has so many, or none is left.</summary>
    public async Task FillAsync(EventBatch batch, int most, CancellationToken cancellationToken)
    {
        while (batch.Records < most && Next <= Total)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Next <= Rows)
                FillRows(batch, most);
            else if (Next <= Rows + Unread && (page.Count > 0 || await ReadUnreadAsync(cancellationToken)))
                batch.SetAside(page.Dequeue() with { Sequence = Next++ });
            else if (counts.Count > 0 || await ReadDroppedAsync(cancellationToken))
                batch.Add(counts.Dequeue() with { Sequence = Next++ });
        }
    }

    void FillRows(EventBatch batch, int most)
    {
        if (open is null)
            OpenAt(Next);
        for (; batch.Records < most && Next < openEnd; Next++)
        {
            if (!open!.Read())
                throw Changed();
            open.AddTo(batch, Next);
        }

        if (Next == openEnd)
            Close();
    }

    void OpenAt(long number)
    {
        var slice = Slices.First(s => number < s.End);
        (open, openEnd) = (store.ReadRows(slice.From, slice.To), slice.End);
        for (var skipped = slice.First; skipped < number; skipped++)
            if (!open.Read())
                throw Changed();
    }

    async Task<bool> ReadUnreadAsync(CancellationToken cancellationToken)
    {
        var lines = await store.QueryAsync(
            new SqlText("select sequence, reason, line from quarantine order by sequence limit $count offset $from"),
            [new("count", PageRows), new("from", Next - 1 - Rows)],
            r => new QuarantinedLine(r.GetInt64(0), r.GetString(1), QuarantineText.ToLine(r.GetString(2))), cancellationToken);
        foreach (var line in lines)
            page.Enqueue(line);
        return page.Count > 0 ? true : throw Changed();
    }

    async Task<bool> ReadDroppedAsync(CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            new SqlText("select site, epoch_ms(hour), category, rule, events from dropped order by site, hour, category, rule limit $count offset $from"),
            [new("count", PageRows), new("from", Next - 1 - Rows - Unread)],
            r => new DroppedEvents(0, r.GetString(0), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetInt64(4)), cancellationToken);
        foreach (var row in rows)
            counts.Enqueue(row);
        return counts.Count > 0 ? true : throw Changed();
    }

    static CommandException Changed() => new("The embedded store has fewer rows than it counted a moment ago: something else writes to it.");

    void Close()
    {
        open?.Dispose();
        open = null;
    }

    public void Dispose() => Close();
}
