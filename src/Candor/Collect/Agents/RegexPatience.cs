using System.Text.RegularExpressions;

namespace Candor.Collect.Agents;

/// <summary>A timeout is wall clock, so a busy machine looks like a slow expression; and what is not recognised is remembered.</summary>
static class RegexPatience
{
    /// <exception cref="RegexMatchTimeoutException">It was slow twice.</exception>
    public static Match MatchTwice(this Regex regex, string text)
    {
        try
        {
            return regex.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return regex.Match(text);
        }
    }
}
