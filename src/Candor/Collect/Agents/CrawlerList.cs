using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Candor.Collect.Agents;

/// <summary>The maintained list of crawlers (npm <c>crawler-user-agents</c>), with its HTTP libraries told apart.</summary>
sealed class CrawlerList
{
    readonly Crawler[] crawlers;
    readonly SearchValues<string> anyRequired;
    readonly bool allHaveText;

    CrawlerList(Crawler[] crawlers)
    {
        this.crawlers = crawlers;
        anyRequired = SearchValues.Create([.. crawlers.SelectMany(c => c.Required).Distinct()], StringComparison.Ordinal);
        allHaveText = Array.TrueForAll(crawlers, c => c.Required.Length > 0);
    }

    public static CrawlerList Load(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return new CrawlerList([.. file.RootElement.EnumerateArray().Select(Crawler.Read)]);
    }

    /// <summary>The first entry that matches. People's browsers cost one vectorised search over all 1,500.</summary>
    public Crawler? Find(string userAgent) =>
        allHaveText && !userAgent.AsSpan().ContainsAny(anyRequired) ? null : Array.Find(crawlers, c => c.Matches(userAgent));

    internal sealed class Crawler
    {
        readonly Regex regex;

        Crawler(string pattern, bool isTool)
        {
            regex = new Regex(pattern, RegexOptions.CultureInvariant, AgentRule.Patience);
            Required = RequiredText.Of(pattern);
            Name = NameOf(pattern);
            IsTool = isTool;
        }

        public string Name { get; }

        public bool IsTool { get; }

        public string[] Required { get; }

        public bool Matches(string userAgent)
        {
            if (Required.Length > 0 && !Array.Exists(Required, r => userAgent.Contains(r, StringComparison.Ordinal)))
                return false;
            try
            {
                return regex.MatchTwice(userAgent).Success;
            }
            catch (RegexMatchTimeoutException)
            {
                return false;
            }
        }

        public static Crawler Read(JsonElement entry) =>
            new(entry.GetProperty("pattern").GetString()!, entry.GetProperty("tags").EnumerateArray().Any(t => t.ValueEquals("http-library")));

        /// <summary>A readable name from the expression: <c>Googlebot\/</c> is Googlebot, <c>[wW]get</c> is wget.</summary>
        static string NameOf(string pattern)
        {
            var name = Regex.Replace(pattern.Split('|')[0], @"\[(\w)[^\]]*\]", "$1");
            name = Regex.Replace(name, @"\\[dDsSwWb][+*]?|[\\^$()\[\]+*?]", "");
            return name.Trim(' ', '/', '.', '-') is { Length: > 0 } text ? text[..Math.Min(text.Length, 60)] : "crawler";
        }
    }
}
