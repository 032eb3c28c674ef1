using System.Text.Json;
using Candor.Journal;

namespace Candor.Store;

/// <summary>Records that are decoded and wait to be stored in one transaction. Meant to be cleared and filled again: its memory is kept.</summary>
sealed class EventBatch : IDisposable
{
    const int LeastRows = 2048, LeastBytes = 1 << 20;

    EventRow[] rows = new EventRow[64];
    ulong[] sessions = [];
    readonly List<QuarantinedLine> quarantined = [];
    readonly List<DroppedEvents> dropped = [];

    public EventBatch() => Traffic = new TrafficTexts(Arena);

    public TextArena Arena { get; } = new();

    public TrafficTexts Traffic { get; }

    public int Count { get; private set; }

    public Span<EventRow> Rows => rows.AsSpan(0, Count);

    public ref EventRow this[int index] => ref rows[index];

    /// <summary>Each row's session, 0 for nobody's. Apart from the rows, because they are given in another order.</summary>
    public Span<ulong> Sessions => sessions.AsSpan(0, Count);

    /// <summary>Forgets the sessions of an earlier attempt.</summary>
    public void ClearSessions()
    {
        if (sessions.Length < Count)
            sessions = new ulong[rows.Length];
        Sessions.Clear();
    }

    public IReadOnlyList<QuarantinedLine> Quarantined => quarantined;

    public IReadOnlyList<DroppedEvents> Dropped => dropped;

    public int Records => Count + quarantined.Count + dropped.Count;

    /// <summary>The record after the last one added.</summary>
    public JournalPosition Next { get; private set; } = JournalPosition.Start;

    public void Add(JournalBatch records)
    {
        for (var i = 0; i < records.Count; i++)
            Add(records.Sequence(i), records[i]);
    }

    public void Add(long sequence, ReadOnlySpan<byte> line)
    {
        ref var row = ref Fresh(sequence);
        row = default;
        row.Sequence = sequence;
        try
        {
            LineReader.Read(line, Arena, ref row);
            if (row.Kind == (byte)EventSource.Guard)
                dropped.Add(DroppedOf(ref row));
            else
                Count++;
        }
        catch (JsonException e)
        {
            quarantined.Add(new(sequence, e.Message, line.ToArray()));
        }
    }

    /// <summary>A row whose texts lie in the arena already.</summary>
    public void Add(in EventRow row)
    {
        Fresh(row.Sequence) = row;
        Count++;
    }

    /// <summary>A count of events that were refused, as another store has it.</summary>
    public void Add(DroppedEvents counted)
    {
        dropped.Add(counted);
        Next = new(counted.Sequence + 1);
    }

    /// <summary>A record that could not be read elsewhere already.</summary>
    public void SetAside(QuarantinedLine line)
    {
        quarantined.Add(line);
        Next = new(line.Sequence + 1);
    }

    ref EventRow Fresh(long sequence)
    {
        if (Count == rows.Length)
            Array.Resize(ref rows, rows.Length * 2);
        Next = new(sequence + 1);
        return ref rows[Count];
    }

    DroppedEvents DroppedOf(ref EventRow row) => row.Value is >= 1 and <= int.MaxValue
        ? new(row.Sequence, Arena.Text(row[EventText.Site]), row.Time, Arena.Text(row[EventText.Name]), Arena.Text(row[EventText.Title]), (long)row.Value)
        : throw new JsonException("A count of dropped events needs 'value'.");

    /// <summary>Moves a row that cannot be stored to the quarantine.</summary>
    public void SetAside(int row, string reason)
    {
        quarantined.Add(new(rows[row].Sequence, reason, RowLine.Of(this, row)));
        rows.AsSpan(row + 1, Count - row - 1).CopyTo(rows.AsSpan(row));
        Count--;
    }

    public void Clear()
    {
        Count = 0;
        quarantined.Clear();
        dropped.Clear();
        Traffic.Clear();
        Arena.Clear();
    }

    /// <summary>Clears, and gives back the memory of a batch that was many times larger than the last one: 170 MB of a whole row group.</summary>
    public void Shrink()
    {
        var (wantedRows, wantedBytes) = (2 * Math.Max(Count, LeastRows), 2 * Math.Max(Arena.Used, LeastBytes));
        Clear();
        Arena.Shrink(wantedBytes);
        if (rows.Length > 2 * wantedRows)
            (rows, sessions) = (new EventRow[wantedRows], []);
    }

    public void Dispose() => Arena.Dispose();
}
