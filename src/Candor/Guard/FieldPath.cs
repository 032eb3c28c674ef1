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
        if (length > 0 && name.Length > 0 && name[0] != '[')
            Append('.');
        foreach (var c in name.Length > LongestName ? name[..LongestName] : name)
            Append(char.IsLetterOrDigit(c) || c is '_' or '-' or '[' or ']' or '$' or ':' ? c : '?');
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

    public override string ToString() => new(buffer, 0, length);

    void Append(char c)
    {
        if (length < buffer.Length)
            buffer[length++] = c;
    }
}
