namespace Candor.Guard.Detect;

/// <summary>Dates of birth, by the field's name or the words before; and ages above 89, which HIPAA counts as identifying.</summary>
sealed class BirthDate : Detector
{
    /// <summary>How far before a date the word may stand.</summary>
    const int Reach = 22;

    public override KeyKind Keys => KeyKind.Birth | KeyKind.Age;

    public override Signals Needs => Signals.FewDigits;

    public override int Shortest => 9;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if (leaf.Place == Place.Path)
            return;
        if (leaf.Has(KeyKind.Birth))
        {
            if (leaf.Text.ContainsAnyInRange('0', '9') && leaf.Text.Length <= 40)
                hits.All(leaf, Category.Birth, "a field for a date of birth");
        }
        else if (leaf.Has(KeyKind.Age))
        {
            if (int.TryParse(leaf.Text, System.Globalization.CultureInfo.InvariantCulture, out var years) && years is > 89 and < 130)
                hits.All(leaf, Category.Birth, "an age above 89");
        }
        else
        {
            FindInText(leaf, hits);
        }
    }

    static void FindInText(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        if (!FieldNames.HasWords(text))
            return;
        for (var i = 0; text[i..].IndexOfAnyInRange('0', '9') is var found and >= 0;)
        {
            var digit = i + found;
            var (start, end) = CalendarDate.Around(text, digit);
            if (end > start && (FieldNames.Before(text, start, Reach) & KeyKind.Birth) != 0)
                hits.Add(start, end - start, Category.Birth, "a date after a word of birth", spreads: true);
            i = Math.Max(end, digit + 1);
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
        }
    }
}
