namespace Candor.Guard.Detect;

/// <summary>Dates of birth, by the field's name or the words before; and ages above 89, which HIPAA counts as identifying.</summary>
sealed class BirthDate : Detector
{
    public override KeyKind Keys => KeyKind.Birth | KeyKind.Age;

    public override Signals Needs => Signals.FewDigits;

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
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                i++;
                continue;
            }
            var length = DateLength(text[i..]);
            if (length > 0 && (i == 0 || !char.IsAsciiDigit(text[i - 1])) && (FieldNames.Before(text, i, Reach) & KeyKind.Birth) != 0)
                hits.Add(i, length, Category.Birth, "a date after a word of birth", spreads: true);
            i += Math.Max(length, 1);
            while (length == 0 && i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
        }
    }

    const int Reach = 22;

    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai", "okt", "dez", "fev", "avr", "juin", "aou", "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "mrt", "mei", "out"];

    /// <summary>12/03/1985, 1985-03-12, 12.3.85, 12 March 1985.</summary>
    static int DateLength(ReadOnlySpan<char> text)
    {
        Span<int> lengths = stackalloc int[3];
        var i = 0;
        for (var part = 0; part < 3; part++)
        {
            var start = i;
            while (i < text.Length && i - start < 4 && char.IsAsciiDigit(text[i]))
                i++;
            lengths[part] = i - start;
            if (i == start && part == 1)
                i = MonthEnd(text, start);
            if (i == start)
                return 0;
            if (part < 2)
            {
                if (i >= text.Length || text[i] is not ('/' or '-' or '.' or ' '))
                    return 0;
                i++;
                if (i < text.Length && text[i] == ' ')
                    i++;
            }
        }
        var ended = i == text.Length || !char.IsLetterOrDigit(text[i]);
        return ended && (lengths[0] == 4 || lengths[2] is 4 or 2) ? i : 0;
    }

    static int MonthEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 12 && char.IsLetter(text[end]))
            end++;
        foreach (var month in Months)
            if (text[start..end].StartsWith(month, StringComparison.OrdinalIgnoreCase))
                return end;
        return start;
    }
}
