using System.Buffers.Binary;
using System.Net.Http.Headers;

namespace Candor.Store.ClickHouse;

/// <summary>Rows in ClickHouse's RowBinary, little endian, texts with their length before them. Meant to be cleared and filled again: its memory is kept.</summary>
sealed class RowBinary
{
    byte[] buffer = new byte[64 << 10];
    int used;

    public int Rows { get; private set; }

    public int Bytes => used;

    public void Clear() => (used, Rows) = (0, 0);

    public void EndRow() => Rows++;

    public void Text(ReadOnlySpan<byte> text)
    {
        var room = Reserve(text.Length + 5);
        var length = (uint)text.Length;
        var at = 0;
        for (; length >= 0x80; length >>= 7)
            room[at++] = (byte)(length | 0x80);
        room[at++] = (byte)length;
        text.CopyTo(room[at..]);
        used += at + text.Length;
    }

    public void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);
        used += 8;
    }

    public void Number(ulong value) => Number((long)value);

    public void Number(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);
        used += 4;
    }

    public void Number(byte value)
    {
        Reserve(1)[0] = value;
        used++;
    }

    /// <summary>A nullable number: NaN is null.</summary>
    public void NumberOrNull(double value)
    {
        Number(double.IsNaN(value) ? (byte)1 : (byte)0);
        if (!double.IsNaN(value))
            Number(BitConverter.DoubleToInt64Bits(value));
    }

    /// <summary>Two halves, the upper first, each little endian.</summary>
    public void Uuid(UInt128 value)
    {
        Number((ulong)(value >> 64));
        Number((ulong)value);
    }

    public HttpContent Content() => new ByteArrayContent(buffer, 0, used) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    Span<byte> Reserve(int bytes)
    {
        if (bytes > buffer.Length - used)
            Array.Resize(ref buffer, checked((int)Math.Max((long)used + bytes, Math.Min(buffer.Length * 2L, Array.MaxLength))));
        return buffer.AsSpan(used);
    }
}
