using System.Text;

namespace Candor.Guard;

/// <summary>A copy of a text with some stretches replaced, from left to right; nothing is copied before the first.</summary>
ref struct TextPatch(ReadOnlySpan<char> text)
{
    readonly ReadOnlySpan<char> text = text;
    StringBuilder? result;
    int copied;

    public void Replace(int start, int end, ReadOnlySpan<char> replacement)
    {
        result ??= new StringBuilder(text.Length + 16);
        result.Append(text[copied..start]).Append(replacement);
        copied = end;
    }

    /// <summary>Null when nothing was replaced.</summary>
    public readonly string? Finish() => result?.Append(text[copied..]).ToString();
}
