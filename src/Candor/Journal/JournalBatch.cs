using System.Buffers;

namespace Candor.Journal;

/// <summary>Records read together. The payloads live in a pooled buffer until this is disposed.</summary>
sealed class JournalBatch : IDisposable
{
    readonly long first;
    byte[]? buffer;
    int[]? bounds;

    /// <param name="bounds">Start and length of each payload, in turn.</param>
    internal JournalBatch(long first, int count, byte[] buffer, int[] bounds)
    {
        this.first = first;
        Count = count;
        this.buffer = buffer;
        this.bounds = bounds;
    }

    public int Count { get; }

    public JournalPosition Next => new(first + Count);

    public long Sequence(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return first + index;
    }

    /// <summary>The JSON object as it was appended, without its newline.</summary>
    public ReadOnlyMemory<byte> Payload(int index)
    {
        ObjectDisposedException.ThrowIf(buffer is null || bounds is null, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return buffer.AsMemory(bounds[index * 2], bounds[(index * 2) + 1]);
    }

    public ReadOnlySpan<byte> this[int index] => Payload(index).Span;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } bytes)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<int>.Shared.Return(bounds!);
            bounds = null;
        }
    }
}
