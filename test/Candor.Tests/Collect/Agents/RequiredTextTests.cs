using System.Text.Json;
using System.Text.RegularExpressions;
using Candor.Collect.Agents;

namespace Candor.Tests.Collect.Agents;

public sealed class RequiredTextTests
{
    [Theory]
    [InlineData("Googlebot\\/", "Googlebot/")]
    [InlineData("[wW]get", "get")]
    [InlineData("(Chrome)/(\\d+)", "Chrome")]
    [InlineData("(?:Ch|Cr)ome", "ome")]
    [InlineData("abc?def", "def")]
    [InlineData("abcd(?:efghij)?k", "abcd")]
    [InlineData("ab+cdef", "cdef")]
    [InlineData("(?!notthis)yes", "yes")]
    [InlineData("Chirp|gotosocial", "Chirp,gotosocial")]
    [InlineData("(a|b)", "")]
    [InlineData("one|[a-z]+", "")]
    [InlineData("[^)|(]+text", "text")]
    public void TextThatEveryMatchHoldsIsFound(string pattern, string expected) =>
        Assert.Equal(expected, string.Join(',', RequiredText.Of(pattern)));

    [Fact]
    public void NoShippedBrowserOrSystemRuleIsRuledOutForATextItMatches()
    {
        var rules = UserAgentRules.Load(Path.Combine(DataFiles.Folder, "user-agents.yaml")).All.Select(r => (Rule: r, Regex: new Regex(r.Pattern, RegexOptions.CultureInvariant))).ToList();
        // Every ninth sample: the whole list takes half a minute.
        var texts = DataFiles.People.Concat(DataFiles.Crawlers.Select(c => c.UserAgent).Where((_, i) => i % 9 == 0)).ToList();

        var wrong = from text in texts from rule in rules where !rule.Rule.CouldMatch(text) && rule.Regex.IsMatch(text) select (rule.Rule.Pattern, text);

        Assert.Empty(wrong);
        Assert.True(rules.Count > 500);
    }

    [Fact]
    public void NoShippedCrawlerPatternIsRuledOutForItsOwnSamples()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(DataFiles.Folder, "crawlers.json")));
        var wrong = new List<string>();
        foreach (var entry in file.RootElement.EnumerateArray())
        {
            var pattern = entry.GetProperty("pattern").GetString()!;
            var required = RequiredText.Of(pattern);
            wrong.AddRange(entry.GetProperty("instances").EnumerateArray().Select(s => s.GetString()!)
                .Where(s => required.Length > 0 && Regex.IsMatch(s, pattern) && !required.Any(r => s.Contains(r, StringComparison.Ordinal))));
        }
        Assert.Empty(wrong);
    }
}
