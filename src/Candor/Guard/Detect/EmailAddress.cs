using System.Buffers;
using System.Globalization;

namespace Candor.Guard.Detect;

/// <summary>
/// E-mail addresses, international ones (RFC 6531) too, and the written-out <c>name [at] example [dot] org</c>.
/// Not <c>logo@2x.png</c>, <c>lodash@4.17.21</c> and <c>git@github.com:…</c>.
/// </summary>
sealed class EmailAddress : Detector
{
    const int LongestLocal = 64;
    const int LongestDomain = 255;

    static readonly SearchValues<char> Ats = SearchValues.Create("@＠﹫");
    static readonly SearchValues<char> LocalSigns = SearchValues.Create("!#$%&'*+-/=?^_`{|}~.");
    static readonly SearchValues<char> NotOfLocal = SearchValues.Create("/=?&#|{}");
    static readonly string[] WrittenAts = ["[at]", "(at)", "{at}", "[ at ]", "( at )", "[@]", "(@)"];
    static readonly SearchValues<string> WrittenAt = SearchValues.Create(WrittenAts, StringComparison.OrdinalIgnoreCase);
    static readonly SearchValues<string> SpokenDot = SearchValues.Create([" dot "], StringComparison.OrdinalIgnoreCase);
    static readonly string[] FileEndings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "css", "js", "mjs", "ts", "tsx", "jsx", "map", "json", "xml", "html", "htm", "pdf", "woff", "woff2", "mp3", "mp4", "webm"];

    public override Signals Needs => Signals.At | Signals.Bracket | Signals.Space;

    public override int Shortest => 5;

    public override void Find(in Leaf leaf, Hits hits)
    {
        if ((leaf.Signals & Signals.At) != 0)
            FindPlain(leaf.Text, hits);
        if ((leaf.Signals & Signals.Bracket) != 0)
            FindWritten(leaf.Text, hits);
        if ((leaf.Signals & Signals.Space) != 0)
            FindSpoken(leaf.Text, hits);
    }

    /// <summary>"maria at example dot com": the dot has to be spoken too, for "at" is a word like any other.</summary>
    static void FindSpoken(ReadOnlySpan<char> text, Hits hits)
    {
        const string dot = " dot ", at = " at ";
        for (var from = 0; text[from..].IndexOfAny(SpokenDot) is var found and >= 0;)
        {
            var label = from + found;
            var least = Math.Max(from, label - LongestLocal * 2);
            from = label + dot.Length;
            var sign = text[least..label].LastIndexOf(at, StringComparison.OrdinalIgnoreCase);
            if (sign < 0 || text[(least + sign + at.Length)..label].Contains(' '))
                continue;
            var start = LocalStart(text, least + sign, least);
            var end = from;
            while (end < text.Length && char.IsAsciiLetter(text[end]))
                end++;
            if (start < least + sign && end - from is >= 2 and <= 12)
                hits.Add(start, end - start, Category.Email, "an address with its @ and its dot written as words");
        }
    }

    static void FindPlain(ReadOnlySpan<char> text, Hits hits)
    {
        var done = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            var start = LocalStart(text, at, done);
            var end = DomainEnd(text, at + 1);
            if (start == at || end < 0 || IsNoPerson(text[start..at], text[(at + 1)..end]))
                continue;
            hits.Add(start, end - start, Category.Email, "an address with @ and a domain");
            done = end;
        }
    }

    static void FindWritten(ReadOnlySpan<char> text, Hits hits)
    {
        for (var from = 0; text[from..].IndexOfAny(WrittenAt) is var found and >= 0;)
        {
            var at = from + found;
            var after = at + text[at..].IndexOfAny("])}") + 1;
            var localEnd = at - (at > 0 && text[at - 1] == ' ' ? 1 : 0);
            var start = LocalStart(text, localEnd, from);
            var domain = after + (after < text.Length && text[after] == ' ' ? 1 : 0);
            var end = WrittenDomainEnd(text, domain);
            if (start < localEnd && end > domain)
                hits.Add(start, end - start, Category.Email, "an address with its @ written out");
            from = after;
        }
    }

    static int Next(ReadOnlySpan<char> text, int from) => from >= text.Length ? -1 : text[from..].IndexOfAny(Ats) is var i and >= 0 ? from + i : -1;

    static int LocalStart(ReadOnlySpan<char> text, int at, int least)
    {
        if (at > 0 && text[at - 1] == '"' && text[least..(at - 1)].LastIndexOf('"') is var quote and >= 0 && at - quote - least <= LongestLocal)
            return least + quote;
        var start = at;
        least = Math.Max(least, at - LongestLocal);
        while (start > least && IsLocal(text[start - 1]))
            start--;
        // What a URL, a list or a sentence puts before an address is none of it.
        var cut = text[start..at].LastIndexOfAny(NotOfLocal);
        start += cut + 1;
        while (start < at && text[start] is '.' or '\'' or '-')
            start++;
        return start;
    }

    static bool IsLocal(char c) => char.IsLetterOrDigit(c) || LocalSigns.Contains(c) || (c > 127 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format or UnicodeCategory.Surrogate);

    static bool IsDomain(char c) => char.IsLetterOrDigit(c) || c == '-' || (c > 127 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format);

    static bool IsDot(char c) => c is '.' or '。' or '．';

    /// <summary>Where the domain that starts here ends; -1 when there is none.</summary>
    static int DomainEnd(ReadOnlySpan<char> text, int start)
    {
        if (start < text.Length && text[start] == '[')
            return text[start..Math.Min(text.Length, start + 48)].IndexOf(']') is var close and > 6 && text[(start + 1)..(start + close)].ContainsAny(".:") ? start + close + 1 : -1;

        var end = -1;
        var label = start;
        var i = start;
        for (var most = Math.Min(text.Length, start + LongestDomain); i < most; i++)
        {
            if (IsDot(text[i]))
            {
                if (i == label)
                    break;
                label = i + 1;
            }
            else if (!IsDomain(text[i]))
            {
                break;
            }
            else if (label > start && i - label >= 1 && char.IsLetter(text[label]))
            {
                end = i + 1;
            }
        }
        return end;
    }

    /// <summary>As <see cref="DomainEnd"/>, with dots that may be written <c>[dot]</c> and spaces around them.</summary>
    static int WrittenDomainEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        var i = start;
        for (var labels = 0; labels < 6; labels++)
        {
            var label = i;
            while (i < text.Length && i - label < 63 && IsDomain(text[i]))
                i++;
            if (i == label)
                break;
            if (labels > 0)
                end = i;
            var dot = WrittenDot(text[i..]);
            if (dot == 0)
                break;
            i += dot;
        }
        return end;
    }

    static int WrittenDot(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && IsDot(text[0]))
            return 1;
        var skipped = text.Length > 0 && text[0] == ' ' ? 1 : 0;
        foreach (var dot in (ReadOnlySpan<string>)["[dot]", "(dot)", "{dot}", "[.]", "(.)", "[punkt]"])
            if (text[skipped..].StartsWith(dot, StringComparison.OrdinalIgnoreCase))
            {
                var length = skipped + dot.Length;
                return length < text.Length && text[length] == ' ' ? length + 1 : length;
            }
        return 0;
    }

    static bool IsNoPerson(ReadOnlySpan<char> local, ReadOnlySpan<char> domain)
    {
        var ending = domain[(domain.LastIndexOf('.') + 1)..];
        foreach (var file in FileEndings)
            if (ending.Equals(file, StringComparison.OrdinalIgnoreCase))
                return true;
        return local is "git" || IsVersion(domain);
    }

    /// <summary><c>1.2.3-beta.x</c>: two labels that are numbers; <c>2x.…</c>: an image for dense screens.</summary>
    static bool IsVersion(ReadOnlySpan<char> domain)
    {
        var first = domain.IndexOf('.');
        if (first < 1)
            return false;
        if (domain[first - 1] == 'x' && !domain[..(first - 1)].ContainsAnyExceptInRange('0', '9') && first > 1)
            return true;
        var rest = domain[(first + 1)..];
        var second = rest.IndexOf('.');
        return second > 0 && !domain[..first].ContainsAnyExceptInRange('0', '9') && !rest[..second].ContainsAnyExceptInRange('0', '9');
    }
}
