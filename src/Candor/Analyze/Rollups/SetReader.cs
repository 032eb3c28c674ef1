using System.Buffers;
using System.Data.Common;

namespace Candor.Analyze.Rollups;

/// <summary>Reads sets of visitors from answers, into memory that is used again and again: an answer takes a few MB of them, and new
/// memory for each cost a fifth of its time.</summary>
sealed class SetReader : IDisposable
{
    const int Slab = 1 << 20;

    readonly List<byte[]> slabs = [];
    int used = Slab;

    /// <summary>A <see cref="VisitorSet"/>, good until the reader is disposed.</summary>
    public ReadOnlyMemory<byte> Read(DbDataReader row, int column)
    {
        using var stream = row.GetStream(column);
        var length = (int)stream.Length;
        if (slabs.Count == 0 || length > slabs[^1].Length - used)
        {
            slabs.Add(ArrayPool<byte>.Shared.Rent(Math.Max(Slab, length)));
            used = 0;
        }
        var set = slabs[^1].AsMemory(used, length);
        stream.ReadExactly(set.Span);
        used += length;
        return set;
    }

    public void Dispose()
    {
        slabs.ForEach(slab => ArrayPool<byte>.Shared.Return(slab));
        slabs.Clear();
    }
}
