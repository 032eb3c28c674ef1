namespace Candor.Guard.Detect;

/// <summary>Passport, licence, tax and social-security numbers in fields named so, whatever their form.</summary>
sealed class GovernmentIdField : Detector
{
    public override KeyKind Keys => KeyKind.GovernmentId;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place != Place.Path && leaf.Text.Length <= 40 && (TextShape.Digits(leaf.Text) >= 4 || IsPlate(leaf.Text)))
            hits.All(leaf, Category.GovernmentId, "a field for a national or tax number");
    }

    /// <summary>Letters and two digits or more in the length of a number plate.</summary>
    static bool IsPlate(ReadOnlySpan<char> text) => text.Length is >= 5 and <= 10 && TextShape.Digits(text) >= 2 && text.ContainsAnyInRange('A', 'Z');
}
