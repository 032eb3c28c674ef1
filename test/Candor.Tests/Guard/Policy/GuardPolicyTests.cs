using Candor.Guard;
using Candor.Guard.Policy;

namespace Candor.Tests.Guard.Policy;

public sealed class GuardPolicyTests
{
    [Fact]
    public void ASiteTakesWhatItLeavesOutFromTheDefaults()
    {
        var policy = Examples.Policy("""
            defaults: {retention: 13mo, consent: {analytics: required}}
            sites:
              example.org: {retention: 90d}
              s_special: {gpc: ignore-analytics}
            """);

        Assert.Equal((90.0, AnalyticsConsent.Required), (policy.For("s_1", "example.org").Retention.TotalDays, policy.For("s_1", "example.org").Consent.Analytics));
        Assert.Equal(90, policy.For("s_1", "shop.EXAMPLE.org").Retention.TotalDays);
        Assert.Equal(OptOutHandling.IgnoreAnalytics, policy.For("s_special", "example.org").Consent.OptOut);
        Assert.Same(policy.Defaults, policy.For("s_1", "example.net"));
    }

    [Fact]
    public void MistakesOfAPolicyAreToldAllAtOnce()
    {
        var file = ConfigFile.Parse("""
            defaults:
              retention: 13 moths
              event: [PageView]
              gpc: honor
            sites:
              example.org:
                events: []
                properties: [value]
                deny: {a: b}
                origins: [shop.example.net]
                consent: {ads: never}
                limits: {per_site: 0}
              "https://a/b": {}
            site: {}
            """, "candor.yaml");
        GuardPolicy.Read(file);

        Assert.Equal(
            [
                "candor.yaml:2:14 defaults.retention: \"13 moths\" is not a duration; write 13mo, 90d or 2y",
                "candor.yaml:3:3 defaults.event: there is no such field; did you mean 'events'?",
                "candor.yaml:4:8 defaults.gpc: \"honor\" is not one of honour, ignore-analytics; did you mean 'honour'?",
                "candor.yaml:7:13 sites.example.org.events: allows no event at all; write 'any' or a list of names",
                "candor.yaml:8:17 sites.example.org.properties: is neither 'any' nor lists per event; write {Purchase: [value, currency], \"*\": []}",
                "candor.yaml:9:11 sites.example.org.deny: is a set of fields where a list was expected; write [a, b]",
                "candor.yaml:10:14 sites.example.org.origins: \"shop.example.net\" is not an origin; write https://shop.example.net",
                "candor.yaml:11:20 sites.example.org.consent.ads: \"never\" is not one of required",
                "candor.yaml:12:24 sites.example.org.limits.per_site: \"0\" is not a whole number from 1 to 10000000",
                "candor.yaml:13:18 sites.https://a/b: is named neither by a domain nor by a site id; write example.org or s_…",
                "candor.yaml:14:1 site: there is no such field; did you mean 'sites'?",
            ], file.Errors.OrderBy(e => e.Line).Select(e => e.ToString()));
    }

    [Fact]
    public void APropertyBothAllowedAndDeniedIsAMistake()
    {
        var file = ConfigFile.Parse("defaults: {deny: [email], properties: {Lead: [email, value]}}", "candor.yaml");
        GuardPolicy.Read(file);

        Assert.Contains("'email' is allowed here and denied under 'deny'", Assert.Single(file.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEventThatIsNotOnTheListIsDropped()
    {
        const string Yaml = "defaults: {events: [PageView]}";

        Assert.Equal("event-not-allowed", Assert.Single(Examples.Examine(Examples.Event(name: "Purchase"), Yaml).Reasons).Why);
        Assert.Equal(VerdictKind.Pass, Examples.Examine(Examples.Event(name: "Engagement"), Yaml).Kind);
    }

    [Fact]
    public void WhereConsentIsRequiredNothingIsKeptWithoutIt()
    {
        const string Yaml = "sites: {example.org: {consent: {analytics: required}}}";

        Assert.Equal(VerdictKind.Drop, Examples.Examine(Examples.Event(consent: default(Consent)), Yaml).Kind);
        Assert.Equal(VerdictKind.Pass, Examples.Examine(Examples.Event(consent: new Consent(true, null)), Yaml).Kind);
    }

    [Fact]
    public void PropertiesThatAreNotAllowedAreRemovedAndTheOthersStayAsTheyWere()
    {
        var e = Examples.Event(name: "Purchase", props: """{ "a" : 1, "value" : 42.50, "b":{"c":[1]}, "currency":"EUR", "d":2 }""");

        Assert.Equal("""{"value" : 42.50,"currency":"EUR"}""", Examples.Examine(e, """defaults: {properties: {Purchase: [value, currency], "*": []}}""").Stored!.Props.Text());
        Assert.Equal("""{"value" : 42.50,"b":{"c":[1]},"currency":"EUR","d":2}""", Examples.Examine(e, "defaults: {deny: [a]}").Stored!.Props.Text());
        Assert.Equal("{}", Examples.Examine(e with { Name = "Lead" }, """defaults: {properties: {Purchase: [value], "*": []}}""").Stored!.Props.Text());
    }

    [Fact]
    public void AListOfPropertiesDoesNotBreakWhatTheScriptSends()
    {
        var e = Examples.Event(name: "Engagement", props: """{"page":"018f2b7c-1111-7abc-8def-0123456789ab","engaged_ms":10,"scroll":80}""");

        Assert.Same(e, Examples.Examine(e, """defaults: {properties: {"*": []}}""").Stored);
    }

    [Theory]
    [InlineData("https://www.example.org/a?utm_source=x&q=shoes&page=2#top", "https://www.example.org/a?utm_source=x#top")]
    [InlineData("https://www.example.org/a?q=shoes", "https://www.example.org/a")]
    [InlineData("https://www.example.org/a?q=1&r=2#x=3", "https://www.example.org/a")]
    [InlineData("https://www.example.org/a?q=1&utm_source=y&r=2", "https://www.example.org/a?utm_source=y")]
    [InlineData("https://www.example.org/a;v=1/b", "https://www.example.org/a/b")]
    public void AListOfParametersMeansExactlyThese(string url, string kept) =>
        Assert.Equal(kept, Examples.Examine(Examples.Event(url: url), "defaults: {query: [utm_source]}").Stored!.Url);

    [Fact]
    public void WithoutAListParametersAreExaminedAndKept()
    {
        var e = Examples.Event(url: "https://www.example.org/a?q=shoes&colour=red");
        Assert.Same(e, Examples.Examine(e).Stored);
    }

    [Fact]
    public void AFreeTextFieldThatTheOwnerNamesIsExaminedAndKept()
    {
        var e = Examples.Event(props: """{"message":"Great shoes, write to a.b@example.com","comments":"x y"}""");

        Assert.Equal("""{"message":"Great shoes, write to [email]","comments":"[text]"}""", Examples.Examine(e, "defaults: {free_text: [Message]}").Stored!.Props.Text());
    }

    [Fact]
    public void TheScriptIsToldWhatItNeeds()
    {
        var policy = Examples.Policy("""
            defaults: {query: [a], consent: {analytics: required}, gpc: ignore-analytics, pixel: {spa: false, outbound: false, downloads: [.PDF], engagement: false, fbq: true, cookie_domain: example.org}}
            """);

        Assert.Equal("""{"query":["a"],"consent":{"analytics":"required","ads":"required"},"spa":false,"outbound":false,"downloads":["pdf"],"engagement":false,"fbq":true,"gpc":"ignore-analytics","cookieDomain":"example.org"}""",
            System.Text.Encoding.UTF8.GetString(policy.Defaults.PixelConfig.ToJson()));
    }

    [Fact]
    public void TheHospitalOfThePageBehavesAsWrittenThere()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/policy.md"));
        var hospital = page.Split("## A hospital")[1];
        var policy = Examples.Policy(hospital.Split("```yaml\n")[1].Split("```")[0]);
        var guard = Examples.Guard();
        string[] events = [.. hospital.Split('\n').Where(line => line.StartsWith("    {\"name\"", StringComparison.Ordinal)).Select(line => line.Trim())];

        Assert.Equal(6, events.Length);
        foreach (var pair in events.Chunk(2))
        {
            var trial = Trial.Read($$"""{"event":{{pair[0]}}}""");
            var answer = System.Text.Json.JsonElement.Parse(trial.Answer(guard.Examine(trial.Event, policy.For("", "www.hospital.example"))));
            Assert.Equal(pair[1], answer.GetProperty("stored").GetRawText());
        }
        Assert.Equal(VerdictKind.Drop, Kind("www.hospital.example", "/support-groups/grief", "PageView"));
        Assert.Equal(VerdictKind.Drop, Kind("www.hospital.example", "/", "Diagnosis"));
        Assert.Equal(VerdictKind.Drop, Kind("portal.hospital.example", "/", "PageView"));

        VerdictKind Kind(string host, string path, string name) => guard.Examine(Examples.Event($"https://{host}{path}", name), policy.For("", host)).Kind;
    }

    [Fact]
    public void EveryExampleOfThePageIsRead()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/policy.md"));
        foreach (var yaml in page.Split("```yaml\n").Skip(1).Select(part => part.Split("```")[0]))
            Examples.Policy(yaml.StartsWith("defaults:", StringComparison.Ordinal) ? yaml : "defaults:\n" + string.Concat(yaml.Split('\n').Select(line => $"  {line}\n")));
        Assert.All(Preset.All, p => Assert.Contains($"| `{p.Name}` |", page, StringComparison.Ordinal));
        Assert.Contains(string.Join(", ", Category.Topics), page, StringComparison.Ordinal);
    }
}
