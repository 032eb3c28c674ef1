namespace Candor.Guard.Detect;

/// <summary>A number or code that stands alone: one group of letters and digits, or several joined by single separators.</summary>
readonly ref struct NumberToken(Leaf leaf, int start, int length, ReadOnlySpan<char> compact, int groups, char separator, bool followsNumber)
{
    /// <summary>Upper case, separators left out.</summary>
    public readonly ReadOnlySpan<char> Compact = compact;

    readonly Leaf leaf = leaf;

    public int Start => start;

    public int Length => length;

    public bool Grouped => groups > 1;

    /// <summary>Between the first two groups; NUL when there is one group.</summary>
    public char Separator => separator;

    /// <summary>Another number stands just before, as a country code does.</summary>
    public bool FollowsNumber => followsNumber;

    public Place Place => leaf.Place;

    public KeyKind Key => leaf.Key;

    public KeyKind Context => leaf.Context(start);

    /// <summary>The name or the words before speak of an order, a product, a time.</summary>
    public bool IsThing => (Context & (KeyKind.Thing | KeyKind.Version | KeyKind.Digest)) != 0 && (Context & KeyKind.Identity) == 0;

    /// <summary>A value in a field of its own, rather than a word of a text or a path; in a path, after a word for a person.</summary>
    public bool IsWholeValue => length == leaf.Text.Length && (Place is Place.Parameter or Place.Property or Place.Form || (Place == Place.Path && leaf.Has(KeyKind.Person)));

    /// <summary>All of a part of a path.</summary>
    public bool IsWholeSegment => Place == Place.Path && length == leaf.Text.Length;

    /// <summary>A whole value, however named, inside an object for a person.</summary>
    public bool IsOfPerson => IsWholeValue && leaf.Has(KeyKind.Person) && !leaf.Has(KeyKind.UserId | KeyKind.Thing | KeyKind.Neutral);

    /// <summary>Hangs on a word by a dash: the end of a code, <c>PH-881-22-4410</c>.</summary>
    public bool IsTail => start > 0 && leaf.Text[start - 1] == '-';

    public bool AllDigits => !Compact.ContainsAnyExceptInRange('0', '9');
}
