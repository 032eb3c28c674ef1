using System.Text.RegularExpressions;

namespace Candor.Audit.Hosts.Lists;

/// <summary>The part of a filter that is compared with an address.</summary>
/// <param name="Text">In lower case. <c>*</c> is anything, <c>^</c> a separator or the end.</param>
/// <param name="Regex">Instead of <paramref name="Text"/>, for filters that are regular expressions.</param>
readonly record struct FilterPattern(string Text, FilterAnchor Anchor, bool ToEnd, bool IsPlain, Regex? Regex)
{
    /// <param name="url">In lower case.</param>
    /// <param name="hostStart">Where the host begins in it.</param>
    /// <param name="hostEnd">Behind the host's last character.</param>
    public bool Matches(ReadOnlySpan<char> url, int hostStart, int hostEnd)
    {
        if (Regex is not null)
            return Matches(Regex, url);
        return Anchor switch
        {
            FilterAnchor.Start => IsPlain ? ToEnd ? url.SequenceEqual(Text) : url.StartsWith(Text, StringComparison.Ordinal) : Here(Text, url, ToEnd),
            FilterAnchor.Host => AtLabel(url, hostStart, hostEnd),
            _ when IsPlain => ToEnd ? url.EndsWith(Text, StringComparison.Ordinal) : url.Contains(Text, StringComparison.Ordinal),
            _ => Anywhere(Text, url, ToEnd),
        };
    }

    /// <summary>What follows the host, when the host itself is known to be right.</summary>
    public bool MatchesAfterHost(ReadOnlySpan<char> url, int hostEnd) => Text.Length == 0 || Here(Text, url[hostEnd..], ToEnd);

    bool AtLabel(ReadOnlySpan<char> url, int hostStart, int hostEnd)
    {
        for (var at = hostStart; at < hostEnd;)
        {
            if (Here(Text, url[at..], ToEnd) && EndsAtLabel(url, at))
                return true;
            var dot = url[at..hostEnd].IndexOf('.');
            if (dot < 0)
                return false;
            at += dot + 1;
        }
        return false;
    }

    /// <summary><c>||example</c> is <c>example.com</c> and <c>www.example.org</c>, not <c>examples.com</c>.</summary>
    bool EndsAtLabel(ReadOnlySpan<char> url, int at)
    {
        if (Text.Length == 0 || Text[^1] == '.' || Text.AsSpan().ContainsAnyExcept(FilterList.HostCharacters))
            return true;
        var end = at + Text.Length;
        return end >= url.Length || url[end] == '.' || !FilterList.HostCharacters.Contains(url[end]);
    }

    static bool Matches(Regex regex, ReadOnlySpan<char> url)
    {
        try
        {
            return regex.IsMatch(url);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    static bool Anywhere(ReadOnlySpan<char> pattern, ReadOnlySpan<char> url, bool toEnd)
    {
        // The letters before the first sign have to be there; to find them is much faster than to try every place.
        var letters = pattern.IndexOfAny('*', '^') is var sign and >= 0 ? pattern[..sign] : pattern;
        for (var from = 0; from <= url.Length; from++)
        {
            if (letters.Length > 0)
            {
                var found = url[from..].IndexOf(letters);
                if (found < 0)
                    return false;
                from += found;
            }
            if (Here(pattern, url[from..], toEnd))
                return true;
        }
        return false;
    }

    /// <summary>From the first character on; to the last when <paramref name="toEnd"/>.</summary>
    static bool Here(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool toEnd)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (true)
        {
            if (p == pattern.Length)
            {
                if (!toEnd || t == text.Length)
                    return true;
            }
            else if (pattern[p] == '*')
            {
                star = p++;
                mark = t;
                continue;
            }
            else if (t < text.Length ? pattern[p] == '^' ? IsSeparator(text[t]) : pattern[p] == text[t] : pattern[p] == '^')
            {
                p++;
                t += t < text.Length ? 1 : 0;
                continue;
            }
            if (star < 0 || mark >= text.Length)
                return false;
            t = ++mark;
            p = star + 1;
        }
    }

    static bool IsSeparator(char c) => !(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '%');
}
