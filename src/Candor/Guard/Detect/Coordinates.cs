namespace Candor.Guard.Detect;

/// <summary>A place on earth to eleven metres or better: four decimals or more, in a field named so or as a pair.</summary>
sealed class Coordinates : Detector
{
    const int LeastDecimals = 4;

    public override Signals Needs => Signals.Digits;

    public override KeyKind Keys => KeyKind.Location;

    public override int Shortest => 10;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        var beforeStart = 0;
        var beforeEnd = -1;
        for (var i = 0; i < text.Length;)
        {
            var dot = text[i..].IndexOf('.');
            if (dot < 0)
                return;
            dot += i;
            i = dot + 1;
            var (start, end) = Number(text, dot);
            if (end - dot - 1 < LeastDecimals)
                continue;
            i = end;
            if (beforeEnd >= 0 && IsPair(text[beforeEnd..start]))
            {
                hits.Add(beforeStart, end - beforeStart, Category.Location, "a latitude and a longitude", spreads: true);
                beforeEnd = -1;
            }
            else if (leaf.Has(KeyKind.Location))
            {
                hits.Add(start, end - start, Category.Location, "a coordinate in a field named so", spreads: true);
            }
            (beforeStart, beforeEnd) = (start, end);
        }
    }

    /// <summary>The number around a decimal point, up to 180; empty when it is none.</summary>
    static (int Start, int End) Number(ReadOnlySpan<char> text, int dot)
    {
        var start = dot;
        while (start > 0 && dot - start < 3 && char.IsAsciiDigit(text[start - 1]))
            start--;
        if (start == dot)
            return (dot, dot);
        if (start > 0 && text[start - 1] is '-' or '+')
            start--;
        if (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '.'))
            return (dot, dot);
        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end < text.Length && (text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])) ? (dot, dot) : (start, end);
    }

    static bool IsPair(ReadOnlySpan<char> between) => between.Trim() is "," or ";" or "/" || between is "°, " or "° N, " or "%2C";
}
