namespace Candor.Guard.Detect;

/// <summary>Medical record, insurance and member numbers: their form differs from place to place, so the name decides.</summary>
sealed class HealthIdField : Detector
{
    public override KeyKind Keys => KeyKind.HealthId;

    public override Signals Needs => Signals.FewDigits;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        if (leaf.Has(KeyKind.HealthId))
        {
            if (text.Length <= 40 && !text.Contains(' ') && TextShape.Digits(text) >= 3)
                hits.All(leaf, Category.HealthId, "a field for a medical record or insurance number");
            return;
        }
        foreach (var label in (ReadOnlySpan<string>)["MRN", "medical record number", "medical record no", "member id", "patient id", "policy number"])
            FindLabelled(text, label, hits);
    }

    /// <summary>"MRN: 00482915", "Patient ID 48-2915".</summary>
    static void FindLabelled(ReadOnlySpan<char> text, string label, Hits hits)
    {
        for (var from = 0; text[from..].IndexOf(label, StringComparison.OrdinalIgnoreCase) is var found and >= 0;)
        {
            from += found + label.Length;
            if (from - label.Length > 0 && char.IsLetterOrDigit(text[from - label.Length - 1]))
                continue;
            var start = from;
            while (start < text.Length && text[start] is ' ' or ':' or '#' or '.' or '=')
                start++;
            var end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '-'))
                end++;
            if (start > from && TextShape.Digits(text[start..end]) >= 4)
                hits.Add(start, end - start, Category.HealthId, "a number after words such as MRN or member ID", spreads: true);
            from = Math.Max(from, end);
        }
    }
}
