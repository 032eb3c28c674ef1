using System.Text;

namespace Candor.Guard.Policy;

/// <summary>
/// A set of pages: <c>/portal/**</c> (the page and all below it), <c>/book/*</c> (one segment), <c>/doctor-*/reviews</c>. Letter case,
/// a slash at the end, doubled slashes and matrix parameters (<c>;id=1</c>) do not count. Matching goes back to one star at most, so its time grows with
/// the path's length, never with its powers.
/// </summary>
sealed class PagePattern
{
    const int MostCharacters = 200;
    const string AnyDepth = "**";

    readonly string[] segments;

    PagePattern(string text, string[] segments)
    {
        Text = text;
        this.segments = segments;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>It names no part of the site, only all of it.</summary>
    public bool MatchesEverything => Array.TrueForAll(segments, s => s is AnyDepth);

    /// <summary>What stands for the address of a page that is counted bare: the pattern without the stars at its end, such as <c>/portal</c>.</summary>
    public string Address => "/" + string.Join('/', segments[^1] is AnyDepth ? segments[..^1] : segments);

    /// <summary>A page of this pattern that no other pattern is likely to name.</summary>
    public string Example => "/" + string.Join('/', segments.Select(s => s.Replace(AnyDepth, "~", StringComparison.Ordinal).Replace('*', '~')));

    /// <summary>Null when it is not a pattern; <paramref name="mistake"/> says why and how to mend it.</summary>
    public static PagePattern? Parse(string text, out string mistake)
    {
        mistake = text switch
        {
            "" or "/" => "is the start page alone, or a slip; write /* for its neighbours too, or name a part of the site such as /portal/**",
            _ when text.Contains("://", StringComparison.Ordinal) => "is an address; write its path only, such as /portal/**",
            _ when text[0] != '/' => $"does not start with a slash; write /{text.TrimStart('*', '.')}",
            _ when text.Length > MostCharacters => $"is longer than {MostCharacters} characters",
            _ when text.AsSpan().IndexOfAny("?#;%\\") is var i and >= 0 => $"holds '{text[i]}'; a pattern matches the decoded path, without query, fragment and parameters",
            _ => "",
        };
        string[] segments = [.. text.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries)];
        if (mistake.Length == 0 && Array.Exists(segments, s => s is not AnyDepth && s.Contains(AnyDepth, StringComparison.Ordinal)))
            mistake = "has '**' beside letters; '**' is a whole segment, '*' stands for letters within one";
        return mistake.Length == 0 ? new PagePattern(text, segments) : null;
    }

    /// <param name="path">A decoded path.</param>
    public bool IsMatch(ReadOnlySpan<char> path)
    {
        var (at, i, star, resume) = (0, 0, -1, 0);
        while (Next(path, at, out var segment) is var end and >= 0)
        {
            if (i < segments.Length && segments[i] is AnyDepth)
                (star, resume) = (i++, at);
            else if (i < segments.Length && SegmentMatches(segments[i], segment))
                (i, at) = (i + 1, end);
            else if (star >= 0)
                (i, at) = (star + 1, resume = Next(path, resume, out _));
            else
                return false;
        }
        while (i < segments.Length && segments[i] is AnyDepth)
            i++;
        return i == segments.Length;
    }

    /// <summary>Every page of the other is one of these too. May say no where only a proof would say yes.</summary>
    public bool Covers(PagePattern other)
    {
        // The other's stars are texts here that only a star can match.
        var (at, i, star, resume) = (0, 0, -1, 0);
        while (at < other.segments.Length)
        {
            if (i < segments.Length && segments[i] is AnyDepth)
                (star, resume) = (i++, at);
            else if (i < segments.Length && other.segments[at] is not AnyDepth && SegmentMatches(segments[i], other.segments[at]))
                (i, at) = (i + 1, at + 1);
            else if (star >= 0)
                (i, at) = (star + 1, ++resume);
            else
                return false;
        }
        while (i < segments.Length && segments[i] is AnyDepth)
            i++;
        return i == segments.Length;
    }

    /// <summary>The same set as a regular expression that JavaScript reads, for paths in any letter case.</summary>
    public string ToRegex()
    {
        var regex = new StringBuilder("^");
        foreach (var segment in segments)
            if (segment is AnyDepth)
                regex.Append("(/.*)?");
            else
                regex.Append('/').Append(segment is "*" ? "[^/]+" : string.Join("[^/]*", segment.Split('*').Select(Escape)));
        return regex.Append("/?$").ToString();
    }

    /// <summary>A text as a regular expression.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => "\\^$.|?*+()[]{}".Contains(c, StringComparison.Ordinal) ? "\\" + c : c.ToString()));

    /// <summary>Where the segment after <paramref name="at"/> ends; -1 when there is none.</summary>
    static int Next(ReadOnlySpan<char> path, int at, out ReadOnlySpan<char> segment)
    {
        segment = [];
        while (at < path.Length && path[at] is '/' or '\\')
            at++;
        if (at >= path.Length)
            return -1;
        var length = path[at..].IndexOfAny('/', '\\') is var i and >= 0 ? i : path.Length - at;
        segment = path.Slice(at, length);
        if (segment.IndexOf(';') is var semicolon and >= 0)
            segment = segment[..semicolon];
        return at + length;
    }

    static bool SegmentMatches(string pattern, ReadOnlySpan<char> text)
    {
        var (at, i, star, resume) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (i < pattern.Length && pattern[i] == '*')
                (star, resume) = (i++, at);
            else if (i < pattern.Length && pattern[i] == char.ToLowerInvariant(text[at]))
                (i, at) = (i + 1, at + 1);
            else if (star >= 0)
                (i, at) = (star + 1, ++resume);
            else
                return false;
        }
        while (i < pattern.Length && pattern[i] == '*')
            i++;
        return i == pattern.Length;
    }

    public override string ToString() => Text;
}
