using System.Runtime.InteropServices;
using System.Text;

namespace Candor.Store;

/// <summary>
/// One growing block of native memory for a batch's texts in UTF-8. The engine reads them where they lie: no UTF-16 copy and no
/// object for each of some 20 texts an event, which together cost more than parsing it.
/// </summary>
sealed unsafe class TextArena : IDisposable
{
    byte* memory;
    int capacity;

    public TextArena(int bytes = 64 << 10) => Grow(bytes);

    public int Used { get; private set; }

    /// <summary>Valid until the next text is added.</summary>
    public byte* Memory => memory;

    public ReadOnlySpan<byte> this[TextSlice text] => new(memory + text.Start, text.Length);

    public Span<byte> Writable(TextSlice text) => new(memory + text.Start, text.Length);

    public string Text(TextSlice text) => text.IsEmpty ? "" : Encoding.UTF8.GetString(this[text]);

    public TextSlice Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        return Commit(text.Length);
    }

    public TextSlice Add(string text)
    {
        if (text.Length == 0)
            return default;
        var space = Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Commit(Encoding.UTF8.GetBytes(text, space));
    }

    /// <summary>Room to write at most so many bytes; <see cref="Commit"/> says how many they became.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (bytes > capacity - Used)
            Grow(checked((int)Math.Max((long)Used + bytes, Math.Min(capacity * 2L, Array.MaxLength))));
        return new Span<byte>(memory + Used, bytes);
    }

    public TextSlice Commit(int bytes)
    {
        var slice = new TextSlice(Used, bytes);
        Used += bytes;
        return slice;
    }

    /// <summary>Forgets what was added after.</summary>
    public void CutAt(int used) => Used = used;

    public void Clear() => Used = 0;

    /// <summary>Clears, and gives memory back when there is more than twice of what is wanted.</summary>
    public void Shrink(int wanted)
    {
        Clear();
        if (capacity > 2 * wanted)
            Grow(wanted);
    }

    void Grow(int bytes)
    {
        memory = (byte*)NativeMemory.Realloc(memory, (nuint)bytes);
        capacity = bytes;
    }

    public void Dispose()
    {
        NativeMemory.Free(memory);
        memory = null;
        capacity = 0;
        Used = 0;
    }
}
