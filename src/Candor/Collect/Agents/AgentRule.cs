using System.Text.RegularExpressions;

namespace Candor.Collect.Agents;

/// <summary>One rule of uap-core: an expression and the family it names.</summary>
sealed class AgentRule(string pattern, string? family)
{
    /// <summary>The clock on the wall: on a busy machine a thread that waits its turn must not look like a hostile text.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Interpreted: compiling 547 expressions costs more than the few that a rare new user agent runs.
    readonly Regex regex = new(pattern, RegexOptions.CultureInvariant, Patience);
    readonly string[] required = RequiredText.Of(pattern);

    public string Pattern => pattern;

    public bool CouldMatch(string text) => required.Length == 0 || Array.Exists(required, r => text.Contains(r, StringComparison.Ordinal));

    /// <summary>The family when the rule matches, else null.</summary>
    public string? Match(string text)
    {
        var match = regex.MatchTwice(text);
        if (!match.Success)
            return null;
        var name = family is null ? match.Groups[1].Value : family.Replace("$1", match.Groups[1].Value, StringComparison.Ordinal);
        return name.Trim();
    }
}
