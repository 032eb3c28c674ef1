namespace Candor.Journal;

/// <summary>
/// A durable append-only log. An append that was answered <see cref="AppendStatus.Durable"/> is on the disk and is read exactly
/// once, in order, whatever is killed or fails when; one that was not answered so may be there once or not at all.
/// </summary>
sealed class EventJournal : IAsyncDisposable
{
    readonly IJournalFiles files;
    readonly IDisposable held;
    readonly SegmentCatalog catalog;
    readonly SegmentRetention retention;
    readonly SegmentWriter writer;
    readonly GroupCommit commit;
    readonly DurableSignal signal = new();
    readonly RecoveredJournal recovered;
    bool closed;

    EventJournal(IJournalFiles files, IDisposable held, JournalOptions options, TimeProvider time, ILogger logger)
    {
        this.files = files;
        this.held = held;
        var positions = ReaderPositions.Load(files);
        recovered = new JournalRecovery(files, positions, options, logger).Run();
        catalog = new SegmentCatalog(recovered.Segments, recovered.Next);
        retention = new SegmentRetention(files, catalog, positions, options, time, logger);
        writer = new SegmentWriter(files, catalog, recovered.Carried, options, time, logger);
        writer.Recover();
        commit = new GroupCommit(writer, options, time, logger, signal.Set);
    }

    public long LastDurableSequence => catalog.Next - 1;

    public JournalState State => new()
    {
        Accepting = !closed && commit.Refusal is null,
        Refusal = closed ? "The journal is closed." : commit.Refusal?.Reason,
        BytesOnDisk = Segments().Sum(segment => segment.Bytes),
        OldestSequence = catalog.Oldest,
        LastSequence = LastDurableSequence,
        RecoveredRecords = recovered.Records,
        CutBytes = recovered.CutBytes,
        Segments = Segments(),
        Readers = retention.Readers(),
    };

    /// <summary>Recovers to the last whole record. Throws when something acknowledged is damaged or missing, or the folder is in use.</summary>
    public static EventJournal Open(JournalOptions options, TimeProvider time, ILogger<EventJournal> logger) =>
        Open(options, new DiskJournalFiles(options.Directory), time, logger);

    public static EventJournal Open(JournalOptions options, IJournalFiles files, TimeProvider time, ILogger<EventJournal> logger)
    {
        var held = files.Lock();
        try
        {
            return new EventJournal(files, held, options, time, logger);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Appends <paramref name="count"/> JSON objects, each ended by a newline: all of them, next to each other, or none. They are
    /// copied before this returns. The result must be awaited, once.
    /// </summary>
    public ValueTask<AppendOutcome> AppendAsync(ReadOnlySpan<byte> records, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return commit.Append(records, count);
    }

    /// <summary>A reader that gives the records from <paramref name="from"/> on, as they become durable.</summary>
    public JournalReader OpenReader(JournalPosition from)
    {
        if (from.Sequence < catalog.Oldest || from.Sequence > writer.Next)
        {
            throw new JournalPositionLostException(from.Sequence, catalog.Oldest, writer.Next);
        }

        return new JournalReader(files, catalog, signal, from);
    }

    /// <summary>
    /// Says that <paramref name="reader"/> needs nothing before <paramref name="position"/> any more. Durable when it returns, save
    /// when the disk refuses, which is logged. Segments that every named reader has passed are then deleted.
    /// </summary>
    public void Release(string reader, JournalPosition position)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reader);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position.Sequence, writer.Next, nameof(position));
        retention.Release(reader, position);
    }

    /// <summary>Where <paramref name="reader"/> was released last; null when it never was.</summary>
    public JournalPosition? PositionOf(string reader) => retention.PositionOf(reader);

    /// <summary>A reader that is no more: it holds no segment back.</summary>
    public void Forget(string reader) => retention.Forget(reader);

    public async ValueTask DisposeAsync()
    {
        if (closed)
        {
            return;
        }

        closed = true;
        await Task.Run(commit.Stop);
        writer.Dispose();
        held.Dispose();
    }

    SegmentState[] Segments()
    {
        var all = catalog.All;
        var states = new SegmentState[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            states[i] = new SegmentState(
                Path.Combine(files.Directory, all[i].Name), all[i].First, all[i].Next - 1, all[i].Bytes, Sealed: i + 1 < all.Length);
        }

        return states;
    }
}
