using Candor.Audit;
using Candor.Audit.Findings;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Findings;

/// <summary>What is planted is found, under its rule, for the host that received it, in a sentence that a visitor understands.</summary>
public sealed class FindingTests
{
    const string Meta = "https://www.facebook.com/tr/?id=1&ev=";

    [Fact]
    public void APressedButtonIsToldInTheVisitorsWords()
    {
        var finding = One(Crisis("SubscribedButtonClick&dl=https%3A%2F%2Fclinic.example.org%2Fhelp&cd[buttonText]=Call%20988&cd[buttonFeatures]=%7B%22destination%22%3A%22tel%3A988%22%7D"), "button-text-sent");

        Assert.Equal("When you press “Call 988”, this page tells Meta the text of the button and the address of the page.", finding.Summary);
        Assert.Equal((Severity.High, "www.facebook.com", "https://clinic.example.org/help"), (finding.Severity, finding.Host, finding.Page));
    }

    [Theory]
    [InlineData("https://clinic.example.org/conditions/breast-cancer/chemotherapy", "Chemotherapy for breast cancer", "health")]
    [InlineData("https://help.example.org/suicide-prevention/chat", "Suicide crisis chat", "crisis")]
    [InlineData("https://clinic.example.org/abortion-pill", "The abortion pill", "pregnancy")]
    [InlineData("https://rehab.example.org/opioid-addiction-treatment", "Treatment of opioid addiction", "addiction")]
    public void APageAboutWhatIsAPersonsOwnIsFound(string url, string title, string about) =>
        Assert.Contains(about, One(new Har().Document(url).Get($"{Meta}PageView&dl={Uri.EscapeDataString(url)}&cd[pageFeatures]={Uri.EscapeDataString($"{{\"title\":\"{title}\"}}")}"), "sensitive-page-tracked").Summary, StringComparison.Ordinal);

    [Fact]
    public void AnOrdinaryPageIsNone() =>
        Assert.Empty(new Har().Document("https://shop.example.org/shoes").Get($"{Meta}PageView&dl=https%3A%2F%2Fshop.example.org%2Fshoes%2Frunning").Found());

    [Fact]
    public void ATrackerThatIsNotToldTheAddressIsNotToldWhatItIsAbout() =>
        Assert.Empty(new Har().Document("https://clinic.example.org/chemotherapy").Get($"{Meta}PageView", Har.Referer("https://clinic.example.org/")).Found());

    [Fact]
    public void TextThatLeavesKeyByKeyIsTyping()
    {
        var har = new Har().Document();
        for (var length = 1; length <= 8; length++)
            har.Post("https://keys.example.net/k", "application/json", $$"""{"v":"{{"headache"[..length]}}"}""");

        Assert.Equal("keys.example.net", One(har, "key-logging").Host);
    }

    [Fact]
    public void SearchTermsAndMessagesAreContentOfForms()
    {
        var report = new Har().Document().Get("https://www.google-analytics.com/g/collect?v=2&tid=G-1&cid=1.2&en=view_search_results&ep.search_term=opening%20hours")
            .Post("https://unknown.example.net/f", "application/x-www-form-urlencoded", "name=x&message=Please+call+me+back+before+noon").Audit();

        Assert.Equal([(Severity.Medium, "www.google-analytics.com"), (Severity.High, "unknown.example.net")], report.Findings.Where(f => f.Rule == "form-content-sent").Select(f => (f.Severity, f.Host)).Order());
    }

    [Fact]
    public void AnUnknownRecorderIsKnownByThePictureOfThePageThatItSends()
    {
        var nodes = string.Join(',', Enumerable.Range(0, 12).Select(i => $$"""{"id":{{i}},"tagName":"div","childNodes":[{"id":{{i + 50}},"textContent":"x"}]}"""));

        Assert.Equal("rec.example.net", One(new Har().Document().Post("https://rec.example.net/v1/s", "application/json", $$$"""{"events":[{"type":2,"data":{"node":{"childNodes":[{{{nodes}}}]},"href":"https://clinic.example.org/"}}]}"""), "session-recorder").Host);
    }

    [Fact]
    public void ACookieOfAnotherSiteIsFoundWhetherSetOrShown()
    {
        var har = new Har().Document().Get("https://match.adsrvr.org/track/cmf/generic", e => ((System.Text.Json.Nodes.JsonArray)e["response"]!["headers"]!).Add(Har.Header("Set-Cookie", "TDID=1; Secure\nTDCPM=2")))
            .Get("https://odd.example.net/x.png", e => Har.Headers(e).Add(Har.Header("Cookie", "u=1")));
        var report = har.Audit();

        Assert.Equal([("match.adsrvr.org", Severity.Medium), ("odd.example.net", Severity.Low)], report.Findings.Where(f => f.Rule == "third-party-cookie").Select(f => (f.Host, f.Severity)).Order());
        Assert.Equal(2, report.Trackers.Single(t => t.Host == "match.adsrvr.org").Cookies);
    }

    [Theory]
    [InlineData("https://privacyportal.onetrust.com/request/v1/consentreceipts", """{"purposes":[{"Id":"1","TransactionType":"OPT_OUT"}]}""")]
    [InlineData("https://consent.cookiebot.com/logconsent.ashx?action=decline", "")]
    [InlineData("https://api.privacy-center.org/v1/events", """{"type":"consent.given","purposes":{"ads":false}}""")]
    [InlineData("https://clinic.example.org/api/consent", """{"analytics":false,"marketing":false}""")]
    [InlineData("https://cdn.privacy-mgmt.com/wrapper/v2/choice/gdpr/13", """{}""")]
    public void BeforeAChoiceAndAfterARefusalAreToldApart(string url, string body)
    {
        var har = new Har().Document().Get($"{Meta}PageView").Post(url, "application/json", body).Get("https://bat.bing.com/action/0?ti=5&evt=pageLoad");

        Assert.Equal([("after-refusal", "bat.bing.com"), ("before-consent", "www.facebook.com")], har.Found().Order());
    }

    [Fact]
    public void AfterAcceptanceTrackersAreNoFindingOfConsent() =>
        Assert.Empty(new Har().Document().Post("https://privacyportal.onetrust.com/request/v1/consentreceipts", "application/json", """{"purposes":[{"TransactionType":"CONFIRMED"}]}""").Get($"{Meta}PageView").Found());

    [Fact]
    public void WithoutAMessageOfABannerConsentIsNotJudgedAndSaidSo() =>
        Assert.Equal(["not judged", "not judged"], new Har().Document().Get($"{Meta}PageView").Audit().LookedFor.Where(l => l.Rule is "before-consent" or "after-refusal").Select(l => l.State));

    [Fact]
    public void BytesThatCannotBeReadAreMeasuredAndReported()
    {
        var secret = Convert.ToBase64String([.. Enumerable.Range(0, 60).Select(i => (byte)(i * i * 31 + i * 7 + 200))]);

        Assert.Contains("60 bytes", One(new Har().Document().Get($"https://odd.example.net/i?k={Uri.EscapeDataString(secret)}"), "opaque").Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void RulesPagesAndPresetsDecideWhatIsAnError()
    {
        var file = ConfigFile.Parse("preset: hospital\nrules:\n  third-party-cookie: off\npages:\n  - match: /about/**\n    rules: {personal-data-sent: warn}\n  - match: /team\n    sensitive: health\n", "rules.yaml");
        var rules = RuleSet.Read(file);

        Assert.Empty(file.Errors);
        Assert.Equal(RuleLevel.Error, rules.Level("personal-data-sent", "https://a.example/x"));
        Assert.Equal(RuleLevel.Warn, rules.Level("personal-data-sent", "https://a.example/about/us"));
        Assert.Equal(RuleLevel.Off, rules.Level("third-party-cookie", ""));
        Assert.Equal(("appointment", "health", ""), (rules.TopicOf("https://a.example/appointments/new"), rules.TopicOf("https://a.example/team"), rules.TopicOf("https://a.example/prices")));
    }

    [Fact]
    public void EveryMistakeOfARulesFileIsToldAtOnce()
    {
        var file = ConfigFile.Parse("preset: hospitl\nrules:\n  personal-data: error\n  opaque: maybe\npages:\n  - sensitive: helth\n", "rules.yaml");
        RuleSet.Read(file);

        Assert.Equal(5, file.Errors.Count);
    }

    [Fact]
    public void EveryPresetIsSound() => Assert.All(RuleSet.Presets, p => Assert.Equal(RuleName.All.Count, RuleSet.Preset(p).Levels.Count));

    [Fact]
    public void AFindingIsTheSameFromRunToRun()
    {
        static Har Same(string email) => new Har().Document().Get($"{Meta}PageView&ts={email.Length}&dl={Uri.EscapeDataString($"https://clinic.example.org/a?email={email}")}");

        Assert.Equal(One(Same("jane@example.com"), "personal-data-sent").Fingerprint, One(Same("jack.long@example.com"), "personal-data-sent").Fingerprint);
    }

    static Har Crisis(string rest) => new Har().Document("https://clinic.example.org/help").Get(Meta + rest);

    static Finding One(Har har, string rule) => Assert.Single(har.Audit().Findings, f => f.Rule == rule);
}
