using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>Medical record, insurance and member numbers: their form differs from place to place, so the name decides.</summary>
sealed class HealthIdField : Detector
{
    static readonly string[] Labels = ["MRN", "medical record number", "medical record no", "member id", "patient id", "policy number"];

    static readonly SearchValues<string> AnyLabel = SearchValues.Create(Labels, StringComparison.OrdinalIgnoreCase);

    public override KeyKind Keys => KeyKind.HealthId;

    public override Signals Needs => Signals.FewDigits;

    public override int Shortest => 8;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        if (leaf.Has(KeyKind.HealthId))
        {
            if (text.Length <= 40 && !text.Contains(' ') && TextShape.Digits(text) >= 3)
                hits.All(leaf, Category.HealthId, "a field for a medical record or insurance number");
            return;
        }
        FindLabelled(text, hits);
    }

    /// <summary>"MRN: 00482915", "Patient ID 48-2915".</summary>
    static void FindLabelled(ReadOnlySpan<char> text, Hits hits)
    {
        for (var i = 0; text[i..].IndexOfAny(AnyLabel) is var found and >= 0;)
        {
            var before = i + found;
            i = before + LabelLength(text[before..]);
            if (before > 0 && char.IsLetterOrDigit(text[before - 1]))
                continue;
            var start = i;
            while (start < text.Length && text[start] is ' ' or ':' or '#' or '.' or '=')
                start++;
            var end = start;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '-'))
                end++;
            if (start > i && TextShape.Digits(text[start..end]) >= 4)
                hits.Add(start, end - start, Category.HealthId, "a number after words such as MRN or member ID", spreads: true);
            i = Math.Max(i, end);
        }
    }

    static int LabelLength(ReadOnlySpan<char> text)
    {
        foreach (var label in Labels)
            if (text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
                return label.Length;
        return 1;
    }
}
