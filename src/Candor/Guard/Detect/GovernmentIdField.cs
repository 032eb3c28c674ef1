namespace Candor.Guard.Detect;

/// <summary>Passport, licence, tax and social-security numbers in fields named so, whatever their form.</summary>
sealed class GovernmentIdField : Detector
{
    public override KeyKind Keys => KeyKind.GovernmentId;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place != Place.Path && leaf.Text.Length <= 40 && TextShape.Digits(leaf.Text) >= 4)
            hits.All(leaf, Category.GovernmentId, "a field for a national or tax number");
    }
}
