namespace Candor.Guard.Detect;

/// <summary>Dates as people write them.</summary>
static class CalendarDate
{
    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai", "okt", "dez", "fev", "avr", "juin", "aou", "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set", "ott", "mrt", "mei", "out"];

    /// <summary>12/03/1985, 1985-03-12, 12. 3. 85, 12 March 1985, from its first digit; 0 when no date starts here.</summary>
    static int Length(ReadOnlySpan<char> text)
    {
        var first = Digits(text, 0);
        if (first is 0 or 3 || first >= text.Length)
            return 0;
        var sign = text[first];
        var second = After(text, first);
        if (second == 0)
            return 0;
        var secondEnd = second + Digits(text, second);
        if (secondEnd == second)
            secondEnd = sign is ' ' or '-' or '.' ? MonthEnd(text, second) : second;
        else if (sign == ' ')
            return 0;
        if (secondEnd == second || secondEnd >= text.Length)
            return 0;
        var third = After(text, secondEnd);
        var length = third == 0 ? 0 : Digits(text, third);
        var fits = first == 4 ? length is 1 or 2 : length is 2 or 4;
        var end = third + length;
        return fits && (secondEnd - second <= 2 || char.IsLetter(text[second])) && (end == text.Length || !char.IsLetterOrDigit(text[end])) ? end : 0;
    }

    static int Digits(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 5 && char.IsAsciiDigit(text[end]))
            end++;
        return end - start;
    }

    /// <summary>Past one sign, and a space after it; 0 when none stands here.</summary>
    static int After(ReadOnlySpan<char> text, int at)
    {
        if (text[at] is not ('/' or '-' or '.' or ' '))
            return 0;
        return at + 1 < text.Length && text[at + 1] == ' ' ? at + 2 : at + 1;
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

    /// <summary>The date to which the first digits at <paramref name="digit"/> belong; empty when to none.</summary>
    public static (int Start, int End) Around(ReadOnlySpan<char> text, int digit)
    {
        if (digit > 0 && char.IsLetterOrDigit(text[digit - 1]))
            return default;
        var length = Length(text[digit..]);
        if (length > 0)
            return (digit, digit + length);
        var day = digit + Digits(text, digit);
        var year = day + (day + 1 < text.Length && text[day] == ',' && text[day + 1] == ' ' ? 2 : 1);
        if (day - digit > 2 || year + 4 > text.Length || Digits(text, year) != 4)
            return default;
        var month = digit - 1;
        while (month > 0 && digit - month < 12 && char.IsLetter(text[month - 1]))
            month--;
        return month >= 0 && MonthEnd(text, month) is var end && end > month && end == digit - 1 && text[end] == ' ' ? (month, year + 4) : default;
    }
}
