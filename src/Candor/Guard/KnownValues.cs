using System.Buffers;
using Candor.Guard.Detect;

namespace Candor.Guard;

/// <summary>Values removed from one part of an event, looked for in all other parts: the name in a field and again in the title.</summary>
sealed class KnownValues
{
    /// <summary>More named identities than any form has: such an event is nothing but secrets.</summary>
    public const int Most = 64;

    const int ShortestWord = 3;
    const int ShortestNamePart = 4;
    const int ShortestNumber = 5;
    const int ShortestText = 8;
    /// <summary>Setting up a search for many words at once takes 30 µs: it pays in a text so long.</summary>
    const int WorthASearch = 4096;

    const int LongestMark = 16;

    readonly List<(string Value, string Category)> words = [];
    readonly List<(string Digits, string Category)> numbers = [];
    SearchValues<string>? anyWord;
    ulong firstLetters;

    public bool IsEmpty => words.Count == 0 && numbers.Count == 0;

    public bool IsFull => words.Count + numbers.Count >= Most;

    public void Clear()
    {
        words.Clear();
        numbers.Clear();
        anyWord = null;
        firstLetters = 0;
    }

    public void Add(ReadOnlySpan<char> value, string category)
    {
        value = value.Trim();
        Span<char> digits = stackalloc char[32];
        if (Digits(value, digits) is >= ShortestNumber and var count && category is not (Category.FreeText or Category.Credential or Category.Address or Category.Location or Category.Birth))
            Keep(numbers, digits[..count], category);
        if (value.Length < (category == Category.FreeText ? ShortestText : ShortestWord) || TextShape.IsTrivial(value) || (value.Length < ShortestNumber && !value.ContainsAnyExceptInRange('0', '9')))
            return;
        Keep(words, value, category);
        if (category == Category.Name && value.Contains(' '))
            foreach (var range in value.Split(' '))
                if (value[range].Length >= ShortestNamePart)
                    Keep(words, value[range].TrimEnd(",."), category);
    }

    /// <summary>False for most texts, at the price of a look at the letters that start a word.</summary>
    public bool MayBeIn(ReadOnlySpan<char> text)
    {
        if (IsEmpty)
            return false;
        if (text.Length >= WorthASearch || (numbers.Count > 0 && text.ContainsAnyInRange('0', '9')))
            return true;
        for (var i = 0; i < text.Length; i++)
            if ((firstLetters >> FirstLetter(text[i]) & 1) != 0 && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) && StartsAt(text[i..]))
                return true;
        return false;
    }

    bool StartsAt(ReadOnlySpan<char> text)
    {
        foreach (var (value, _) in words)
            if (text.StartsWith(value, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    public void Find(ReadOnlySpan<char> text, Hits hits)
    {
        if (words.Count > 0)
            FindWords(text, hits);
        foreach (var (digits, category) in numbers)
            FindNumber(text, digits, category, hits);
    }

    void FindWords(ReadOnlySpan<char> text, Hits hits)
    {
        if (text.Length < WorthASearch)
        {
            for (var i = 0; i < text.Length; i++)
                if ((firstLetters >> FirstLetter(text[i]) & 1) != 0 && (i == 0 || !char.IsLetterOrDigit(text[i - 1])))
                    FindWordsAt(text, i, hits);
            return;
        }
        anyWord ??= SearchValues.Create([.. words.Select(w => w.Value)], StringComparison.OrdinalIgnoreCase);
        for (var i = 0; text[i..].IndexOfAny(anyWord) is var found and >= 0;)
        {
            var start = i + found;
            i = start + 1;
            if (start == 0 || !char.IsLetterOrDigit(text[start - 1]))
                FindWordsAt(text, start, hits);
        }
    }

    void FindWordsAt(ReadOnlySpan<char> text, int start, Hits hits)
    {
        foreach (var (value, category) in words)
            if (text[start..].StartsWith(value, StringComparison.OrdinalIgnoreCase) && (start + value.Length is var end && (end == text.Length || !char.IsLetterOrDigit(text[end]))) && !InMark(text, start, end))
                hits.Add(start, value.Length, category, "the same value as in another field");
    }

    static int FirstLetter(char c) => char.ToUpperInvariant(c) & 63;

    /// <summary>Somebody called "Name" is not to be found in <c>[name]</c>.</summary>
    static bool InMark(ReadOnlySpan<char> text, int start, int end)
    {
        var least = Math.Max(0, start - LongestMark);
        var open = text[least..start].LastIndexOf('[');
        var close = text[end..Math.Min(text.Length, end + LongestMark)].IndexOf(']');
        return open >= 0 && close >= 0 && Category.IsMark(text[(least + open)..(end + close + 1)]);
    }

    /// <summary>The same digits, however they are grouped.</summary>
    static void FindNumber(ReadOnlySpan<char> text, string digits, string category, Hits hits)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != digits[0] || (i > 0 && char.IsLetterOrDigit(text[i - 1])))
                continue;
            int at = i, matched = 0, gap = 0;
            while (at < text.Length && matched < digits.Length)
            {
                if (text[at] == digits[matched])
                {
                    matched++;
                    gap = 0;
                }
                else if (matched == 0 || text[at] is not (' ' or '-' or '.' or '(' or ')' or '/') || ++gap > 2)
                {
                    break;
                }
                at++;
            }
            if (matched == digits.Length && (at == text.Length || !char.IsLetterOrDigit(text[at])))
                hits.Add(i, at - i, category, "the same number as in another field");
        }
    }

    void Keep(List<(string Value, string Category)> list, ReadOnlySpan<char> value, string category)
    {
        if (IsFull || Category.IsMark(value))
            return;
        foreach (var (known, _) in list)
            if (value.Equals(known, StringComparison.OrdinalIgnoreCase))
                return;
        list.Add((value.ToString(), category));
        if (ReferenceEquals(list, words))
            firstLetters |= 1ul << FirstLetter(value[0]);
        anyWord = null;
    }

    /// <summary>The digits of a value that has nothing else but signs between them; 0 otherwise.</summary>
    static int Digits(ReadOnlySpan<char> value, Span<char> digits)
    {
        var count = 0;
        foreach (var c in value)
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == digits.Length)
                    return 0;
                digits[count++] = c;
            }
            else if (c is not (' ' or '-' or '.' or '(' or ')' or '/' or '+'))
            {
                return 0;
            }
        }
        return count;
    }
}
