namespace Candor.Journal;

/// <summary>The records that are written and synced together, framed as they arrive, and the callers who wait for them.</summary>
sealed class AppendGroup
{
    // One hop to the pool per chunk instead of one per caller, yet several cores can answer a large group.
    const int Chunk = 32;
    const int KeptBytes = 4 << 20;

    byte[] lines = new byte[256 << 10];
    List<AppendWaiter> waiters = [];

    public long First { get; private set; }
    public int Count { get; private set; }
    public int Length { get; private set; }
    public long Next => First + Count;
    public ReadOnlySpan<byte> Lines => lines.AsSpan(0, Length);

    public void Begin(long first)
    {
        First = first;
        Count = 0;
        Length = 0;
        if (lines.Length > KeptBytes)
        {
            lines = new byte[KeptBytes];
        }
    }

    /// <summary>All of <paramref name="records"/> or, when they are not what was promised, none and an exception.</summary>
    public void Add(ReadOnlySpan<byte> records, int count, AppendWaiter waiter)
    {
        Grow(Length + records.Length + (count * RecordLine.MaxHeaderBytes));
        var length = Length;
        for (var i = 0; i < count; i++)
        {
            var end = records.IndexOf((byte)'\n');
            if (end < 2 || records[0] != RecordLine.First)
            {
                throw new ArgumentException($"Record {i + 1} of {count} is not a JSON object that ends with a newline.", nameof(records));
            }

            length += RecordLine.Write(lines.AsSpan(length), records[..end], Next + i, Count + i);
            records = records[(end + 1)..];
        }

        if (!records.IsEmpty)
        {
            throw new ArgumentException($"More than the {count} records that were announced.", nameof(records));
        }

        Length = length;
        Count += count;
        waiter.LastSequence = Next - 1;
        waiters.Add(waiter);
    }

    /// <summary>Answers everyone, on the thread pool. The group is free for the next records at once.</summary>
    public void Complete(AppendStatus status, string? reason)
    {
        var answered = waiters;
        waiters = new List<AppendWaiter>(answered.Count);
        for (var from = 0; from < answered.Count; from += Chunk)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                new Answer(answered, from, Math.Min(Chunk, answered.Count - from), status, reason), preferLocal: false);
        }
    }

    void Grow(int needed)
    {
        if (needed > lines.Length)
        {
            Array.Resize(ref lines, Math.Max(needed, lines.Length * 2));
        }
    }

    sealed class Answer(List<AppendWaiter> waiters, int from, int count, AppendStatus status, string? reason) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            for (var i = from; i < from + count; i++)
            {
                waiters[i].Complete(status, reason);
            }
        }
    }
}
