namespace Candor.Guard.Detect;

/// <summary>Card numbers in fields named so, also wrong, masked or shortened to the last four digits.</summary>
sealed class CardField : Detector
{
    public override KeyKind Keys => KeyKind.Card;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var digits = TextShape.Digits(leaf.Text);
        if (leaf.Place != Place.Path && digits >= 4 && leaf.Text.Length <= 40 && !leaf.Text.ContainsAny('/', ':'))
            hits.All(leaf, Category.Card, "a field for a card number");
    }
}
