using PhoneNumbers;

namespace Candor.Guard.Detect;

/// <summary>
/// Telephone numbers: with a <c>+</c> and a country code; in a field or after a word that says so; or in a form that nothing else has,
/// such as <c>(415) 555-0132</c>. Not order numbers, versions and dates, and not toll-free lines, which are nobody's own.
/// </summary>
sealed class PhoneNumber : Detector
{
    const int MostDigits = 15;

    /// <summary>Look-ups in libphonenumber cost microseconds; a text of nothing but numbers gets no more than these, and is then believed.</summary>
    const int MostLookUps = 32;

    /// <summary>How far before a number the word may stand that names it: nearer when the number has no form of its own.</summary>
    const int WordsReach = 28, BareReach = 14;

    static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    public override Signals Needs => Signals.Digits;

    public override KeyKind Keys => KeyKind.Phone;

    public override void Find(in Leaf leaf, Hits hits)
    {
        var text = leaf.Text;
        Span<char> digits = stackalloc char[MostDigits];
        var lookUps = 0;
        for (var i = 0; i < text.Length;)
        {
            var next = text[i..].IndexOfAny(Starts);
            if (next < 0)
                return;
            i += next;
            if (i > 0 && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '_' or '+') && text[i] != '(')
            {
                i = SkipDigits(text, i);
                continue;
            }
            var candidate = Read(text, i, digits);
            if (candidate.Digits >= 7 && IsPhone(leaf, i, candidate, digits[..Math.Min(candidate.Digits, MostDigits)], ref lookUps, out var why))
                hits.Add(i, candidate.Length, Category.Phone, why, spreads: true);
            i += Math.Max(candidate.Length, 1);
        }
    }

    static readonly System.Buffers.SearchValues<char> Starts = System.Buffers.SearchValues.Create("+(0123456789");

    static int SkipDigits(ReadOnlySpan<char> text, int i)
    {
        do
            i++;
        while (i < text.Length && char.IsAsciiDigit(text[i]));
        return i;
    }

    /// <summary>The longest run of digit groups with single signs between them, as people write numbers.</summary>
    static Candidate Read(ReadOnlySpan<char> text, int start, Span<char> digits)
    {
        int count = 0, end = start, groups = 0;
        var i = start;
        var signs = 0;
        Span<byte> shape = stackalloc byte[4];
        var separator = '\0';
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (i == start || !char.IsAsciiDigit(text[i - 1]))
                    groups++;
                if (count < MostDigits)
                    digits[count] = c;
                count++;
                if (groups <= 4)
                    shape[groups - 1]++;
                signs = 0;
                end = i + 1;
                continue;
            }
            if (c == '+' && i > start)
                break;
            if (c is not (' ' or '-' or '.' or '(' or ')' or '/' or '+' or '\u2011') || ++signs > 2)
                break;
            if (groups == 1 && separator == '\0' && c != ')')
                separator = c;
        }
        var attached = end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '@' or '%');
        return new Candidate(end - start, attached ? 0 : count, groups, text[start], separator, (shape[0] << 12) | (shape[1] << 8) | (shape[2] << 4) | shape[3]);
    }

    static bool IsPhone(in Leaf leaf, int start, in Candidate c, ReadOnlySpan<char> digits, ref int lookUps, out string why)
    {
        why = "a number with a country code";
        if (c.Digits > MostDigits)
            return false;
        if (c.First == '+')
            return c.Digits >= 8 && (++lookUps > MostLookUps || IsPossible(digits));

        why = "a number where a telephone number is named";
        // In a path the words before are a page's words: /phone-cases/12345678.
        var context = leaf.Key | (leaf.Place == Place.Path ? KeyKind.None : FieldNames.Before(leaf.Text, start, c.Groups > 1 ? WordsReach : BareReach));
        if ((leaf.Key & KeyKind.Phone) != 0)
            return !IsTollFree(digits) || leaf.Text.Length == c.Length;
        if (IsTollFree(digits))
            return false;
        if ((context & KeyKind.Phone) != 0 && (context & KeyKind.Thing) == 0)
            return !LooksLikeDate(c);

        why = "a number grouped as telephone numbers are";
        if ((context & (KeyKind.Thing | KeyKind.Version | KeyKind.Digest | KeyKind.Ip | KeyKind.GovernmentId | KeyKind.HealthId | KeyKind.Bank)) != 0)
            return false;
        return HasOwnForm(c, digits) && (++lookUps > MostLookUps || IsValidInAmerica(c, digits));
    }

    /// <summary>Groups that are common in numbers of one country and in little else.</summary>
    static bool HasOwnForm(in Candidate c, ReadOnlySpan<char> digits) => c.Shape switch
    {
        0x3340 => c.First == '(' || c.Separator is '-' or '.' or ' ',            // (415) 555-0132, 415-555-0132
        0x1334 => digits[0] == '1' && c.Separator is '-' or '.' or ' ' or '(',   // 1-415-555-0132
        0x2222 => digits[0] == '0' && c is { Groups: 5, Digits: 10 } && c.Separator is ' ' or '.' or '-', // 06 12 34 56 78
        0x5600 => digits is ['0', '7', ..] && c.Separator == ' ',                // 07700 900123
        0x5330 => digits is ['0', '7', ..] && c.Separator == ' ',                // 07700 900 123
        _ => false,
    };

    static bool IsValidInAmerica(in Candidate c, ReadOnlySpan<char> digits)
    {
        if (digits[0] == '0')
            return true;
        var national = digits.Length == 11 ? digits[1..] : digits;
        return national.Length == 10 && national[0] >= '2' && national[3] >= '2' && (c.First == '(' || Matches("1", national));
    }

    static bool IsPossible(ReadOnlySpan<char> digits) => Matches(null, digits);

    static bool Matches(string? country, ReadOnlySpan<char> digits)
    {
        try
        {
            return Library.IsPossibleNumber(Library.Parse($"+{country}{digits}", null));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    static bool IsTollFree(ReadOnlySpan<char> digits)
    {
        var national = digits is ['1', ..] && digits.Length == 11 ? digits[1..] : digits;
        return national.Length == 10 && national[..3] is "800" or "888" or "877" or "866" or "855" or "844" or "833";
    }

    /// <summary>2026-03-01, 01.03.2026.</summary>
    static bool LooksLikeDate(in Candidate c) => c.Digits == 8 && c.Shape is 0x4220 or 0x2240;

    /// <param name="Shape">Lengths of the first four groups, four bits each.</param>
    readonly record struct Candidate(int Length, int Digits, int Groups, char First, char Separator, int Shape);
}
