using System.Buffers.Binary;
using System.Net;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Rows as one block of ClickHouse's Native format: written row by row, kept column by column, which is how the server stores them and so costs it
/// less to read than rows. Meant to be cleared and filled again: its memory is kept.
/// </summary>
/// <param name="columns">Name and type of each, in the order in which a row is written. The server turns text into LowCardinality where the table has it.</param>
sealed class NativeBlock(params (string Name, string Type)[] columns)
{
    readonly ColumnBytes[] values = [.. columns.Select(_ => new ColumnBytes())];
    readonly ColumnBytes nulls = new();
    int next;

    public int Rows { get; private set; }

    public string Columns { get; } = string.Join(", ", columns.Select(c => c.Name));

    public void Clear()
    {
        Array.ForEach(values, v => v.Clear());
        nulls.Clear();
        (Rows, next) = (0, 0);
    }

    public void EndRow()
    {
        Rows++;
        next = 0;
    }

    public void Text(ReadOnlySpan<byte> text) => values[next++].Text(text);

    public void Number(long value) => BinaryPrimitives.WriteInt64LittleEndian(values[next++].Add(8), value);

    public void Number(ulong value) => Number((long)value);

    public void Number(int value) => BinaryPrimitives.WriteInt32LittleEndian(values[next++].Add(4), value);

    public void Number(byte value) => values[next++].Add(1)[0] = value;

    /// <summary>A nullable number: NaN is null. One such column at most.</summary>
    public void NumberOrNull(double value)
    {
        nulls.Add(1)[0] = double.IsNaN(value) ? (byte)1 : (byte)0;
        Number(double.IsNaN(value) ? 0 : BitConverter.DoubleToInt64Bits(value));
    }

    /// <summary>Two halves, the upper first, each little endian.</summary>
    public void Uuid(UInt128 value)
    {
        var bytes = values[next++].Add(16);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(value >> 64));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], (ulong)value);
    }

    public HttpContent Content() => new Body(this);

    IEnumerable<ReadOnlyMemory<byte>> Parts()
    {
        var head = new ColumnBytes();
        head.Length(columns.Length);
        head.Length(Rows);
        for (var i = 0; i < columns.Length; i++)
        {
            head.Text(System.Text.Encoding.UTF8.GetBytes(columns[i].Name));
            head.Text(System.Text.Encoding.UTF8.GetBytes(columns[i].Type));
            yield return head.Memory;
            if (columns[i].Type.StartsWith("Nullable", StringComparison.Ordinal))
                yield return nulls.Memory;
            yield return values[i].Memory;
            head = new ColumnBytes();
        }
    }

    sealed class Body(NativeBlock block) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var part in block.Parts())
                await stream.WriteAsync(part);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = block.Parts().Sum(p => (long)p.Length);
            return true;
        }
    }
}
