namespace Candor.Guard;

/// <summary>Where the examination stands, such as <c>props.contents[0].note</c>; written into one buffer so that looking costs nothing.</summary>
sealed class FieldPath
{
    const int LongestName = 40;

    readonly char[] buffer = new char[512];
    int length;

    /// <summary>Adds a name; give what it answers to <see cref="Back"/>.</summary>
    public int Push(ReadOnlySpan<char> name)
    {
        var before = length;
        if (length > 0 && length < buffer.Length && name is not ['[', ..])
            buffer[length++] = '.';
        name = name[..Math.Min(name.Length, Math.Min(LongestName, buffer.Length - length))];
        name.CopyTo(buffer.AsSpan(length));
        length += name.Length;
        return before;
    }

    public int PushIndex(int index)
    {
        Span<char> text = stackalloc char[16];
        text[0] = '[';
        index.TryFormat(text[1..], out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        text[written + 1] = ']';
        return Push(text[..(written + 2)]);
    }

    public void Back(int before) => length = before;

    public void Clear() => length = 0;

    /// <summary>Letters, digits and the signs of a path; whatever else a name holds shows as a question mark.</summary>
    public override string ToString() => string.Create(length, buffer, static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = char.IsLetterOrDigit(from[i]) || from[i] is '.' or '_' or '-' or '[' or ']' or '$' or ':' ? from[i] : '?';
    });
}
