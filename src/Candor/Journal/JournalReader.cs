using System.Buffers;

namespace Candor.Journal;

/// <summary>Reads durable records in order, each once. For one caller at a time.</summary>
sealed class JournalReader : IDisposable
{
    const int LeastBytes = 64 << 10;

    readonly IJournalFiles files;
    readonly SegmentCatalog catalog;
    readonly DurableSignal signal;
    Segment? segment;
    IJournalFile? file;
    long offset;

    internal JournalReader(IJournalFiles files, SegmentCatalog catalog, DurableSignal signal, JournalPosition from)
    {
        this.files = files;
        this.catalog = catalog;
        this.signal = signal;
        Position = from;
    }

    /// <summary>What <see cref="TryRead"/> gives next.</summary>
    public JournalPosition Position { get; private set; }

    /// <summary>
    /// The next records, at most so many and about so many bytes but at least one; null when nothing more is durable. A damaged
    /// record is a <see cref="JournalCorruptException"/>, one that is gone a <see cref="JournalPositionLostException"/>.
    /// </summary>
    public JournalBatch? TryRead(int maxRecords, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRecords, 1);
        if (Position.Sequence >= catalog.Next)
        {
            return null;
        }

        Locate();
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(maxBytes, LeastBytes));
        var read = Fill(ref buffer);
        var bounds = ArrayPool<int>.Shared.Rent(2 * Math.Min(maxRecords, (read / RecordLine.LeastBytes) + 1));
        var batch = Parse(buffer, read, bounds, maxRecords);
        Position = batch.Next;
        return batch;
    }

    /// <summary>Completes when there is something to read.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken) =>
        signal.WaitAsync(() => Position.Sequence < catalog.Next, cancellationToken);

    public void Dispose() => file?.Dispose();

    /// <summary>Makes <see cref="file"/> and <see cref="offset"/> point at the next record.</summary>
    void Locate()
    {
        var holder = catalog.Find(Position.Sequence)
            ?? throw new JournalPositionLostException(Position.Sequence, catalog.Oldest, catalog.Next);
        if (holder == segment)
        {
            return;
        }

        file?.Dispose();
        segment = null;
        file = OpenHolder(holder);
        offset = Position.Sequence == holder.First ? 0 : SegmentSeek.Find(file, holder.Bytes, Position.Sequence);
        segment = offset >= 0 ? holder : throw Damaged(holder, 0);
    }

    IJournalFile OpenHolder(Segment holder)
    {
        try
        {
            return files.Open(holder.Name);
        }
        catch (FileNotFoundException) when (catalog.Find(Position.Sequence) != holder)
        {
            throw new JournalPositionLostException(Position.Sequence, catalog.Oldest, catalog.Next);
        }
    }

    /// <summary>Fills the buffer, made larger until it holds a whole line.</summary>
    int Fill(ref byte[] buffer)
    {
        var available = segment!.Bytes - offset;
        for (var read = 0; ;)
        {
            var wanted = (int)Math.Min(buffer.Length - read, available - read);
            var got = wanted == 0 ? 0 : file!.Read(buffer.AsSpan(read, wanted), offset + read);
            var line = buffer.AsSpan(read, got).Contains((byte)'\n');
            read += got;
            if (line || got == 0)
            {
                return read;
            }

            Enlarge(ref buffer, read);
        }
    }

    static void Enlarge(ref byte[] buffer, int used)
    {
        if (used < buffer.Length)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    JournalBatch Parse(byte[] buffer, int length, int[] bounds, int maxRecords)
    {
        int count = 0, at = 0;
        var first = Position.Sequence;
        while (count < maxRecords && buffer.AsSpan(at, length - at).IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (!RecordLine.TryRead(buffer.AsSpan(at, end), out var sequence, out _, out var payload) || sequence != first + count)
            {
                break;
            }

            buffer[at + payload] = RecordLine.First;
            bounds[count * 2] = at + payload;
            bounds[(count * 2) + 1] = end - payload;
            count++;
            at += end + 1;
        }

        if (count == 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<int>.Shared.Return(bounds);
            throw Damaged(segment!, offset);
        }

        offset += at;
        return new JournalBatch(first, count, buffer, bounds);
    }

    JournalCorruptException Damaged(Segment holder, long at) =>
        new(Path.Combine(files.Directory, holder.Name), at, $"record {Position.Sequence} is damaged.", JournalRecovery.Restore);
}
