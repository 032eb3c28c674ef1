namespace Candor.Store.ClickHouse;

/// <summary>The values of one column, one after the other; texts with their length before them.</summary>
sealed class ColumnBytes
{
    byte[] buffer = new byte[256];
    int used;

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, used);

    public void Clear() => used = 0;

    public Span<byte> Add(int bytes)
    {
        if (bytes > buffer.Length - used)
            Array.Resize(ref buffer, checked((int)Math.Max((long)used + bytes, Math.Min(buffer.Length * 2L, Array.MaxLength))));
        used += bytes;
        return buffer.AsSpan(used - bytes, bytes);
    }

    public void Text(ReadOnlySpan<byte> text)
    {
        Length(text.Length);
        text.CopyTo(Add(text.Length));
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void Length(int length)
    {
        var left = (uint)length;
        for (; left >= 0x80; left >>= 7)
            Add(1)[0] = (byte)(left | 0x80);
        Add(1)[0] = (byte)left;
    }
}
