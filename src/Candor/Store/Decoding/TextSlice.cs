namespace Candor.Store;

/// <summary>Where a text lies in its batch's <see cref="TextArena"/>.</summary>
readonly record struct TextSlice(int Start, int Length)
{
    public bool IsEmpty => Length == 0;

    public TextSlice Slice(int from, int length) => new(Start + from, length);
}
