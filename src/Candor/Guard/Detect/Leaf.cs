namespace Candor.Guard.Detect;

/// <summary>One text of an event with what is known about it. Decoded: no percent signs, full-width forms folded.</summary>
readonly ref struct Leaf(ReadOnlySpan<char> text, KeyKind key, Place place, Signals signals)
{
    public readonly ReadOnlySpan<char> Text = text;

    /// <summary>What the field's name says.</summary>
    public readonly KeyKind Key = key;

    public readonly Place Place = place;

    public readonly Signals Signals = signals;

    public bool Has(KeyKind kind) => (Key & kind) != 0;

    /// <summary>What the field's name and the words just before <paramref name="start"/> say.</summary>
    public KeyKind Context(int start) => Key | FieldNames.Before(Text, start);
}
