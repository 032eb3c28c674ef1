namespace Candor.Guard.Detect;

/// <summary>Account and routing numbers in fields named so.</summary>
sealed class BankField : Detector
{
    public override KeyKind Keys => KeyKind.Bank;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place != Place.Path && leaf.Text.Length <= 48 && TextShape.Digits(leaf.Text) >= 5)
            hits.All(leaf, Category.Bank, "a field for a bank account");
    }
}
