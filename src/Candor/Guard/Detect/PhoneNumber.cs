using System.Buffers;

namespace Candor.Guard.Detect;

/// <summary>
/// Telephone numbers: with a <c>+</c> and a country code; in a field or after a word that says so; or in a form that nothing else has,
/// such as <c>(415) 555-0132</c>. Not order numbers, versions and dates, and not toll-free lines, which are nobody's own.
/// </summary>
sealed class PhoneNumber : Detector
{
    /// <summary>How far before a number the word may stand that names it: nearer when the number has no form of its own.</summary>
    const int WordsReach = 28, BareReach = 14;

    const KeyKind OtherNumbers = KeyKind.Thing | KeyKind.Version | KeyKind.Digest | KeyKind.Ip | KeyKind.GovernmentId | KeyKind.HealthId | KeyKind.Bank;

    static readonly SearchValues<char> Signs = SearchValues.Create("+()0123456789 -./\u2011");
    static readonly SearchValues<char> Separators = SearchValues.Create("() -./\u2011");
    static readonly SearchValues<char> Starts = SearchValues.Create("+(0123456789");

    public override Signals Needs => Signals.Digits;

    public override KeyKind Keys => KeyKind.Phone;

    public override int Shortest => 7;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        var plan = new NumberingPlan();
        var before = KeyKind.None;
        var runEnd = 0;
        for (var i = 0; i < text.Length && text[i..].IndexOfAny(Starts) is var next and >= 0;)
        {
            i += next;
            if (i > 0 && text[i] != '(' && IsInside(text, i))
            {
                i = AfterDigits(text, i);
                continue;
            }
            if (i >= runEnd)
            {
                // The words before one number stand before all that follow it without a word between.
                runEnd = text[i..].IndexOfAnyExcept(Signs) is var word and >= 0 ? i + word : text.Length;
                // In a path the words before are a page's words: /phone-cases/12345678.
                before = leaf.Place == Place.Path || runEnd - i < 7 ? KeyKind.None : FieldNames.Before(text, i, text[i..runEnd].ContainsAny(Separators) ? WordsReach : BareReach);
            }
            i = Start(leaf, i, runEnd, before, ref plan, hits);
        }
    }

    /// <summary>Looks at what starts here; answers where to go on.</summary>
    static int Start(in Leaf leaf, int i, int runEnd, KeyKind before, ref NumberingPlan plan, Hits hits)
    {
        var after = AfterDigits(leaf.Text, i);
        var named = leaf.Has(KeyKind.Phone) || (before & KeyKind.Phone) != 0;
        if (runEnd - i < 7 || (!named && !MayHaveOwnForm(leaf.Text, i, after)))
            return after;
        return Longest(leaf, i, DigitGroups.Read(leaf.Text, i), before, ref plan, hits) is var end and > 0 ? end : after;
    }

    /// <summary>A first look at the first group, for texts full of numbers.</summary>
    static bool MayHaveOwnForm(ReadOnlySpan<char> text, int start, int after) =>
        text[start] is '+' or '(' || (after - start) switch { 1 => text[start] == '1', 2 => text[start] == '0', 3 => true, 5 => text[start] == '0', _ => false };

    /// <summary>In the middle of a word or of a chain of numbers.</summary>
    static bool IsInside(ReadOnlySpan<char> text, int i) =>
        char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '_' or '+' || (i > 1 && text[i - 1] is '-' or '.' or '/' && char.IsAsciiDigit(text[i - 2]));

    /// <summary>Of the groups that start here, the longest stretch that is a number; answers its end, 0 for none.</summary>
    static int Longest(in Leaf leaf, int start, in DigitGroups groups, KeyKind before, ref NumberingPlan plan, Hits hits)
    {
        if (groups.Total < 7)
            return 0;
        for (var count = groups.Count; count > 0; count--)
        {
            var digits = groups.Digits(count);
            if (digits.Length is < 7 or > DigitGroups.MostDigits || groups.IsAttached(leaf.Text, count) || Evidence(leaf, groups, count, digits, before, ref plan) is not { } why)
                continue;
            hits.Add(start, groups.End(count) - start, Category.Phone, why, spreads: true);
            return groups.End(count);
        }
        return 0;
    }

    static string? Evidence(in Leaf leaf, in DigitGroups groups, int count, ReadOnlySpan<char> digits, KeyKind before, ref NumberingPlan plan)
    {
        if (groups.First == '+')
            return digits.Length >= 8 && plan.IsPossible(digits) ? "a number with a country code" : null;
        if (leaf.Has(KeyKind.Phone))
            return "a number in a field for a telephone number";
        if (NumberingPlan.IsTollFree(digits))
            return null;
        if ((before & KeyKind.Phone) != 0 && (before & KeyKind.Thing) == 0 && !leaf.Has(OtherNumbers))
            return IsDate(groups.Shape(count)) ? null : "a number after a word such as call";
        return ((before | leaf.Key) & OtherNumbers) == 0 && HasOwnForm(groups, count, digits) && (digits[0] == '0' || groups.First == '(' || plan.IsAmerican(digits))
            ? "a number grouped as telephone numbers are" : null;
    }

    /// <summary>Groups that are common in numbers of one country and in little else.</summary>
    static bool HasOwnForm(in DigitGroups groups, int count, ReadOnlySpan<char> digits) => groups.Shape(count) switch
    {
        0x334 => groups.First == '(' || groups.Separator is '-' or '.' or ' ',                    // (415) 555-0132, 415-555-0132
        0x1334 => digits[0] == '1' && groups.Separator is '-' or '.' or ' ' or '(',               // 1-415-555-0132
        0x22222 => digits[0] == '0' && groups.Separator is ' ' or '.' or '-',                     // 06 12 34 56 78
        0x56 or 0x533 => digits is ['0', '7', ..] && groups.Separator == ' ',                     // 07700 900123
        _ => false,
    };

    /// <summary>2026-03-01, 01.03.2026.</summary>
    static bool IsDate(ulong shape) => shape is 0x422 or 0x224;

    static int AfterDigits(ReadOnlySpan<char> text, int i)
    {
        do
            i++;
        while (i < text.Length && char.IsAsciiDigit(text[i]));
        return i;
    }
}
