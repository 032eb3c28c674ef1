using System.Runtime.CompilerServices;

namespace Candor.Guard.Detect;

/// <summary>Groups of digits with signs between them, as people write telephone numbers; at most nine groups and a few digits more than any number has.</summary>
struct DigitGroups
{
    public const int MostDigits = 15;
    const int MostGroups = 9;
    const int Room = 24;

    Letters digits;
    Places ends;
    Counts totals;

    public int Count { get; private set; }

    /// <summary>Digits of all groups.</summary>
    public readonly int Total => Count == 0 ? 0 : totals[Count - 1];

    /// <summary>What it starts with: a plus, a parenthesis or a digit.</summary>
    public char First { get; private set; }

    /// <summary>The first sign between groups, parentheses apart.</summary>
    public char Separator { get; private set; }

    public readonly int FirstEnd => Count == 0 ? 0 : ends[0];

    public readonly int End(int count) => ends[count - 1];

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<char> Digits(int count) => ((ReadOnlySpan<char>)digits)[..totals[count - 1]];

    /// <summary>Lengths of the first groups, four bits each.</summary>
    public readonly ulong Shape(int count)
    {
        ulong shape = 0;
        for (var i = 0; i < count; i++)
            shape = shape << 4 | (uint)Math.Min(15, totals[i] - (i == 0 ? 0 : totals[i - 1]));
        return shape;
    }

    /// <summary>Letters or an underscore hang on, or the next group of digits does by more than a space.</summary>
    public readonly bool IsAttached(ReadOnlySpan<char> text, int count)
    {
        var end = ends[count - 1];
        if (end == text.Length)
            return false;
        if (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '@' or '%')
            return true;
        return text[end] is '-' or '.' or '/' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
    }

    public static DigitGroups Read(ReadOnlySpan<char> text, int start)
    {
        var groups = new DigitGroups { First = text[start] };
        var total = 0;
        for (var i = start; i < text.Length && groups.Count < MostGroups;)
        {
            var signs = i;
            while (i < text.Length && i - signs < 3 && text[i] is ' ' or '-' or '.' or '(' or ')' or '/' or '+' or '\u2011' && (text[i] != '+' || i == start))
                i++;
            if (i - signs > 2 || i == text.Length || !char.IsAsciiDigit(text[i]))
                break;
            if (groups.Count == 1)
                groups.Separator = text[signs] == ')' && i - signs > 1 ? text[signs + 1] : text[signs];
            while (i < text.Length && char.IsAsciiDigit(text[i]) && total < Room)
                groups.digits[total++] = text[i++];
            groups.ends[groups.Count] = i;
            groups.totals[groups.Count++] = total;
            if (total == Room)
                break;
        }
        return groups;
    }

    [InlineArray(Room)]
    struct Letters
    {
        char first;
    }

    [InlineArray(MostGroups)]
    struct Places
    {
        int first;
    }

    [InlineArray(MostGroups)]
    struct Counts
    {
        int first;
    }
}
