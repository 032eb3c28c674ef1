namespace Candor.Guard.Detect;

/// <summary>Street addresses and postcodes in fields named so.</summary>
sealed class AddressField : Detector
{
    public override KeyKind Keys => KeyKind.Address;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        if (leaf.Place == Place.Path || leaf.Has(KeyKind.Ip) || TextShape.IsTrivial(text) || text.Contains("://", StringComparison.Ordinal))
            return;
        if (TextShape.Digits(text) >= 1 || text.Trim().Contains(' ') || leaf.Place == Place.Form)
            hits.All(leaf, Category.Address, "a field for an address");
    }
}
