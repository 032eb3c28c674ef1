using System.Collections.Frozen;

namespace Candor.Audit.Findings;

/// <summary>What holds for some pages.</summary>
/// <param name="Match">Of a path: <c>*</c> is anything but a slash, <c>**</c> anything.</param>
/// <param name="Sensitive">The topic that whoever opens these pages gives away; empty when they are like others.</param>
sealed record PageRule(string Match, string Sensitive, FrozenDictionary<string, RuleLevel> Levels)
{
    public bool Applies(string page)
    {
        var path = Uri.TryCreate(page, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : page;
        return Matches(Match, path) || (Match.EndsWith("/**", StringComparison.Ordinal) && Matches(Match.AsSpan(0, Match.Length - 3), path));
    }

    static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        // The last star that was met, and whether it may run over slashes.
        int p = 0, t = 0, star = -1, mark = 0;
        var wide = false;
        while (t < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                wide = p + 1 < pattern.Length && pattern[p + 1] == '*';
                p += wide ? 2 : 1;
                (star, mark) = (p, t);
            }
            else if (p < pattern.Length && char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(path[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0 && (wide || path[mark] != '/'))
            {
                p = star;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
