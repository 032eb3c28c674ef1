using CsCheck;
using Candor.Collect.Agents;

namespace Candor.Tests.Collect.Agents;

public sealed class AgentReaderTests
{
    static readonly AgentReader Reader = new(DataFiles.Folder);

    [Theory]
    [InlineData(0, "Chrome", "Windows", "desktop")]
    [InlineData(1, "Edge", "Windows", "desktop")]
    [InlineData(2, "Safari", "macOS", "desktop")]
    [InlineData(3, "Safari", "iOS", "mobile")]
    [InlineData(4, "Safari", "iOS", "tablet")]
    [InlineData(5, "Firefox", "Linux", "desktop")]
    [InlineData(6, "Chrome", "Android", "mobile")]
    [InlineData(7, "Chrome", "Android", "tablet")]
    [InlineData(8, "Samsung Internet", "Android", "mobile")]
    [InlineData(9, "Chrome", "ChromeOS", "desktop")]
    [InlineData(10, "Chrome", "Android", "mobile")]
    [InlineData(12, "Instagram", "iOS", "mobile")]
    [InlineData(13, "Opera", "Windows", "desktop")]
    public void BrowsersOfPeopleAreNamed(int person, string browser, string os, string device) =>
        Assert.Equal(new Agent(browser, os, device, "", false), Reader.Read(DataFiles.People[person], default));

    [Fact]
    public void TelevisionsAreToldApart() => Assert.Equal("tv", Reader.Read(DataFiles.People[11], default).Device);

    [Fact]
    public void NobodysBrowserIsCalledABot() => Assert.All(DataFiles.People, p => Assert.Equal("", Reader.Read(p, default).Bot));

    [Fact]
    public void EverySampleOfTheCrawlerListIsMarked() =>
        Assert.DoesNotContain(DataFiles.Crawlers, c => Reader.Read(c.UserAgent, default).Bot.Length == 0);

    [Theory]
    [InlineData("Googlebot/2.1 (+http://www.google.com/bot.html)", "Googlebot")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 Safari/537.36", "HeadlessChrome")]
    [InlineData("Mozilla/5.0 (compatible; SomethingNew-Bot/1.0; +https://new.example/)", "Bot")]
    public void CrawlersAreNamed(string userAgent, string bot)
    {
        var agent = Reader.Read(userAgent, default);
        Assert.Equal(bot, agent.Bot);
        Assert.False(agent.IsTool);
    }

    [Theory]
    [InlineData("curl/8.5.0")]
    [InlineData("python-requests/2.32.3")]
    [InlineData("node")]
    [InlineData("Go-http-client/2.0")]
    [InlineData("")]
    public void LibrariesAreTools(string userAgent)
    {
        var agent = Reader.Read(userAgent, default);
        Assert.True(agent.IsTool);
        Assert.NotEmpty(agent.Bot);
        Assert.Equal("", agent.Browser);
    }

    [Fact]
    public void HintsGoBeforeAFrozenUserAgent()
    {
        var hints = new ClientHints("\"Not?A_Brand\";v=\"99\", \"Chromium\";v=\"130\", \"Vivaldi\";v=\"7\"", "?0", "\"Linux\"");
        Assert.Equal(new Agent("Vivaldi", "Linux", "desktop", "", false), Reader.Read(DataFiles.People[0], hints));
    }

    [Theory]
    [InlineData("\"Brave\";v=\"130\", \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"", "Brave")]
    [InlineData("\"Chromium\";v=\"130\", \"Google Chrome\";v=\"130\", \"Not?A_Brand\";v=\"99\"", "Chrome")]
    [InlineData("\"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"", "Chrome")]
    [InlineData("\"\"\"\",,,;\"", "Chrome")]
    public void TheMostTellingBrandCounts(string brands, string browser) =>
        Assert.Equal(browser, Reader.Read(DataFiles.People[0], new ClientHints(brands, "?0", "\"Windows\"")).Browser);

    /// <summary>Fragments that uap-core's expressions look for, repeated: what would make one of them backtrack for long.</summary>
    [Theory]
    [InlineData("a1.")]
    [InlineData("1.1.1.1/")]
    [InlineData("Mozilla/5.0 (Windows; ")]
    [InlineData("Version/1 Safari/ Mobile/ ")]
    [InlineData("CFNetwork Darwin/1.1 x86_64 ")]
    [InlineData("Chrome/1.1 Android 1.1; ; ")]
    [InlineData("iPhone OS 1_1 CPU OS ")]
    [InlineData("((((")]
    public void NoRepeatedTextMakesAnExpressionRunAway(string fragment)
    {
        var text = string.Concat(Enumerable.Repeat(fragment, 512 / fragment.Length + 1))[..512];
        var rules = UserAgentRules.Load(Path.Combine(DataFiles.Folder, "user-agents.yaml"));
        Assert.All(rules.All, rule => rule.Match(text));
    }

    [Fact]
    public void AnyTextGivesAnAnswer() =>
        Gen.String[0, 2000].Select(Gen.String[0, 300], Gen.String[0, 20]).Sample(
            (userAgent, brands, platform) => Assert.NotNull(Reader.Read(userAgent, new ClientHints(brands, "?1", platform))), iter: 300);

    [Fact]
    public void MoreUserAgentsThanTheCacheHoldsKeepTheLastOnes()
    {
        var made = 0;
        var cache = new RecentCache<int, int>(100);
        for (var i = 0; i < 10_000; i++)
            cache.GetOrAdd(i, 0, (k, _) => { made++; return k; });
        cache.GetOrAdd(9_999, 0, (k, _) => { made++; return k; });
        Assert.Equal(10_000, made);
    }
}
