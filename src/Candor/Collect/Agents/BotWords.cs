using System.Text.RegularExpressions;

namespace Candor.Collect.Agents;

/// <summary>What gives away an automatic agent that no list has yet: words that crawlers use of themselves, headless
/// browsers, a contact address, or a text that no browser would send.</summary>
/// <remarks>Words side by side with nothing repeated: none of the expressions can backtrack, so none has a time limit.</remarks>
static partial class BotWords
{
    public static string Find(string userAgent)
    {
        var word = Word().Match(userAgent);
        if (word.Success)
            return word.Value.Trim();
        return Library().IsMatch(userAgent) || userAgent.StartsWith("Mozilla/", StringComparison.Ordinal) || userAgent.StartsWith("Opera/", StringComparison.Ordinal) || Application().IsMatch(userAgent)
            ? ""
            : "unnamed";
    }

    /// <summary>Programs that call an address on purpose. Browsers never say these words.</summary>
    public static bool IsTool(string userAgent) => userAgent.Length == 0 || Library().IsMatch(userAgent);

    // No timeouts: nothing here backtracks, and a process that is held up for a moment must not answer 500.
    // CUBOT makes phones. "+http" is how crawlers give their address.
    [GeneratedRegex(@"(?<!cu)bot\b|crawl(?:er|ing)?\b|spider\b|scrap(?:er|y)|headless|phantomjs|puppeteer|playwright|selenium|lighthouse|pagespeed|prerender|archiver?\b|monitor(?:ing)?\b|uptime|validator|feedfetcher|preview(?:er)?\b|\+https?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:curl|wget|python|aiohttp|httpx|go-http|java|okhttp|apache-http|axios|node|undici|got|ruby|faraday|php|guzzle|perl|libwww|rust|reqwest|hyper|dart|postman|insomnia|httpie|\.net|dotnet|restsharp|k6|wrk|ab/|vegeta|hey/|deno|bun)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Library();

    // An application's own view: "Name/1.2 CFNetwork/… Darwin/…", "Dalvik/2.1.0 (Linux; …)".
    [GeneratedRegex(@"CFNetwork|^Dalvik/|^[\w.]{2,40}/[\d.]+ \(")]
    private static partial Regex Application();
}
