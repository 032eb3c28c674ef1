using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Candor.Audit;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Recordings;

/// <summary>What real recordings are like, one fact each.</summary>
public sealed class HarConditionTests
{
    const string Sha256OfJane = "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d";
    const string Pixel = "https://www.facebook.com/tr/?id=123&ev=PageView&ts=1700000000000";

    static string WithPage(string url) => $"{Pixel}&dl={Uri.EscapeDataString(url)}";

    [Fact]
    public void APageTitleThatIsAnAddressOfAnotherSiteIsNotThePage()
    {
        var report = new Har().Page("page_1", "https://elsewhere.example.com/old").Document("https://clinic.example.org/a").Get(Pixel).Audit();

        Assert.Equal(new AuditedPage("https://clinic.example.org/a", ""), Assert.Single(report.Pages));
        Assert.Equal("https://clinic.example.org/a", Assert.Single(report.Transmissions).Page);
    }

    [Fact]
    public void AStaleTitleIsGivenToTheFirstPageOfItsTabOnly()
    {
        var report = new Har().Page("page_1", "Home").Document("https://clinic.example.org/").Document("https://clinic.example.org/b").Audit();

        Assert.Equal(["Home", ""], report.Pages.Select(p => p.Title));
    }

    [Fact]
    public void TheEventsOwnWordForItsPageWins() =>
        Assert.Equal("https://clinic.example.org/b?x=1", new Har().Document("https://clinic.example.org/a").Get(WithPage("https://clinic.example.org/b?x=1"), Har.Referer("https://clinic.example.org/c")).Sent().Page);

    [Fact]
    public void ARefererCutDownToItsOriginSaysNoPageSoTheDocumentDoes() =>
        Assert.Equal("https://clinic.example.org/a/deep", new Har().Document("https://clinic.example.org/a/deep").Get(Pixel, Har.Referer("https://clinic.example.org/")).Sent().Page);

    [Fact]
    public void WithoutADocumentTheRefererIsThePage() =>
        Assert.Equal("https://clinic.example.org/c", new Har().Get(Pixel, Har.Referer("https://clinic.example.org/c")).Sent().Page);

    [Fact]
    public void AnEmptyRefererAndNoPagerefLeaveTheLastDocument() =>
        Assert.Equal("https://clinic.example.org/a", new Har().Document("https://clinic.example.org/a").Get(Pixel, e =>
        {
            e.Remove("pageref");
            Har.Headers(e).Add(Har.Header("Referer", ""));
        }).Sent().Page);

    [Fact]
    public void ProxiesNameNoResourceTypeAndTheDocumentIsFoundByWhatItIs() =>
        Assert.Equal("https://clinic.example.org/a", new Har().Get("https://clinic.example.org/a", e =>
        {
            e.Remove("_resourceType");
            e.Remove("pageref");
            Har.Headers(e).Add(Har.Header("Accept", "text/html,application/xhtml+xml"));
            e["response"]!["content"]!["mimeType"] = "text/html; charset=utf-8";
        }).Get(Pixel, e =>
        {
            e.Remove("_resourceType");
            e.Remove("pageref");
        }).Sent().Page);

    [Fact]
    public void AFrameIsNotThePage() =>
        Assert.Equal("https://clinic.example.org/a", new Har().Document("https://clinic.example.org/a").Get("https://frames.example.net/f", e =>
        {
            e["_resourceType"] = "document";
            Har.Headers(e).Add(Har.Header("Sec-Fetch-Dest", "iframe"));
        }).Get(Pixel, Har.Referer("https://frames.example.net/f")).Sent().Page);

    [Fact]
    public void ParamsAreReadWhenThereIsNoText()
    {
        var sent = new Har().Document().Entry("POST", "https://www.facebook.com/tr/", e => e["request"]!["postData"] = new JsonObject
        {
            ["mimeType"] = "application/x-www-form-urlencoded",
            ["params"] = new JsonArray(Pair("id", "123"), Pair("ev", "Lead"), Pair("udff%5Bem%5D", Sha256OfJane), Pair("dl", "https%3A%2F%2Fclinic.example.org%2Fq")),
        }).Sent();

        Assert.Equal(("Lead", "https://clinic.example.org/q"), (sent.Event, sent.Page));
        Assert.Contains(sent.Fields, f => f is { Name: "udff[em]", Class: FieldClass.Personal, Form: "sha256" });
    }

    [Fact]
    public void PlainParamsAreReadAsWell() =>
        Assert.Equal("a & b = 100%", Assert.Single(new Har().Document().Entry("POST", "https://www.facebook.com/tr/", e => e["request"]!["postData"] = new JsonObject
        {
            ["mimeType"] = "application/x-www-form-urlencoded",
            ["params"] = new JsonArray(Pair("id", "123"), Pair("ev", "Lead"), Pair("cd[content_name]", "a & b = 100%")),
        }).Sent().Fields, f => f.Name == "cd[content_name]").Value);

    [Fact]
    public void WhereTextAndParamsContradictTheTextWasSent() =>
        Assert.Equal("Lead", new Har().Document().Entry("POST", "https://www.facebook.com/tr/", e => e["request"]!["postData"] = new JsonObject
        {
            ["mimeType"] = "application/x-www-form-urlencoded", ["text"] = "id=123&ev=Lead", ["params"] = new JsonArray(Pair("id", "123"), Pair("ev", "Purchase")),
        }).Sent().Event);

    [Fact]
    public void AQueryThatTheAddressLostIsTakenFromItsList() =>
        Assert.Equal(("123", "Lead"), Pick(new Har().Document().Get("https://www.facebook.com/tr/", e => e["request"]!["queryString"] = new JsonArray(Pair("id", "123"), Pair("ev", "Lead"))).Sent()));

    [Fact]
    public void AQueryListThatContradictsTheAddressIsSomebodysReading() =>
        Assert.Equal(("123", "PageView"), Pick(new Har().Document().Get(Pixel, e => e["request"]!["queryString"] = new JsonArray(Pair("id", "9"), Pair("ev", "Lead"))).Sent()));

    [Fact]
    public void APostWithoutPostDataIsStillAMessage() =>
        Assert.Equal("PageView", new Har().Document().Entry("POST", Pixel).Sent().Event);

    [Fact]
    public void ABodyWithoutATypeIsReadByItsLooks() =>
        Assert.Equal("Lead", new Har().Document().Entry("POST", "https://www.facebook.com/tr/", e => e["request"]!["postData"] = new JsonObject { ["text"] = "id=123&ev=Lead" }).Sent().Event);

    [Fact]
    public void AGzipBodyStoredAsLatin1CharactersIsUnpacked()
    {
        var packed = Encoding.Latin1.GetString(Gzip("""{"api_key":"phc_1","event":"$pageview","properties":{"$current_url":"https://clinic.example.org/z","email":"jane@example.com"}}"""));

        var sent = new Har().Document().Post("https://eu.i.posthog.com/e/?compression=gzip-js", "text/plain", packed).Sent();

        Assert.Equal(("PostHog", "$pageview", "https://clinic.example.org/z"), (sent.Vendor, sent.Event, sent.Page));
        Assert.Contains(sent.Fields, f => f is { Name: "properties.email", Class: FieldClass.Personal, Form: "gzip" });
    }

    [Fact]
    public void ABodyThatTheWriterMangledIsReportedAsNotReadable()
    {
        var report = new Har().Document().Post("https://eu.i.posthog.com/e/?compression=gzip-js", "text/plain", "\u001f\uFFFD\b\0\0\0\0\0\0\u0003" + string.Concat(Enumerable.Repeat("\uFFFD\u0001k\uFFFD", 40))).Audit();

        Assert.Contains(report.Findings, f => f.Rule == "opaque");
    }

    [Fact]
    public void AMultipartFormThroughAHiddenFrameIsRead()
    {
        const string Body = "------WebKitFormBoundaryAbC\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n123\r\n------WebKitFormBoundaryAbC\r\nContent-Disposition: form-data; name=\"ev\"\r\n\r\nSubscribedButtonClick\r\n------WebKitFormBoundaryAbC\r\nContent-Disposition: form-data; name=\"cd[buttonText]\"\r\n\r\nBook now\r\n------WebKitFormBoundaryAbC--\r\n";

        foreach (var type in new[] { "multipart/form-data; boundary=----WebKitFormBoundaryAbC", "multipart/form-data", "" })
        {
            var sent = new Har().Document().Post("https://www.facebook.com/tr/", type, Body, e => e["_resourceType"] = "document").Sent();
            Assert.Equal(("123", "SubscribedButtonClick"), Pick(sent));
            Assert.Contains(sent.Fields, f => f is { Meaning: Meaning.ButtonText, Value: "Book now" });
        }
    }

    [Fact]
    public void ARedirectThatRepeatsAnEventIsACopy()
    {
        var sent = new Har().Document()
            .Get("https://q.quora.com/_/ad/abc/pixel?j=Purchase&u=https%3A%2F%2Fclinic.example.org", e =>
            {
                e["response"]!["status"] = 302;
                e["response"]!["redirectURL"] = "https://q.quora.com/_/ad/abc/pixel?j=Purchase&u=https%3A%2F%2Fclinic.example.org&check=1";
            })
            .Get("https://q.quora.com/_/ad/abc/pixel?j=Purchase&u=https%3A%2F%2Fclinic.example.org&check=1").Sent();

        Assert.Equal("redirected", Assert.Single(sent.Copies).Why);
    }

    [Fact]
    public void ThePrivacySandboxTwinIsACopy()
    {
        var sent = new Har().Document().Get(Pixel + "&ec=0&rqm=GET").Get((Pixel + "&ec=0&rqm=FGET").Replace("/tr/", "/privacy_sandbox/pixel/register/trigger/", StringComparison.Ordinal)).Sent();

        Assert.Equal("GET", Assert.Single(sent.Fields, f => f.Name == "rqm").Value);
        Assert.Equal("second address", Assert.Single(sent.Copies).Why);
    }

    [Fact]
    public void TheSameEventToASecondHostIsACopyAndTheNextEventIsNot()
    {
        const string Hit = "/g/collect?v=2&tid=G-ABC&cid=1.2&_p=7&_s=1&sid=3&en=page_view&dl=https%3A%2F%2Fclinic.example.org%2F";

        var report = new Har().Document().Get("https://www.google-analytics.com" + Hit).Get("https://region1.analytics.google.com" + Hit).Get("https://www.google-analytics.com" + Hit.Replace("_s=1", "_s=2", StringComparison.Ordinal)).Audit();

        Assert.Equal([1, 0], report.Transmissions.Select(t => t.Copies.Count));
        Assert.Equal("region1.analytics.google.com", report.Transmissions[0].Copies[0].Host);
    }

    [Fact]
    public void TwoHostsOfAnUnknownReceiverWereEachTold()
    {
        var report = new Har().Document().Get("https://a.unknown.example.net/i?mail=jane.doe%40example.com").Get("https://b.unknown.example.net/i?mail=jane.doe%40example.com").Audit();

        Assert.Equal(["a.unknown.example.net", "b.unknown.example.net"], report.Findings.Where(f => f.Rule == "personal-data-sent").Select(f => f.Host));
    }

    [Fact]
    public void TwoEqualEventsAtOneAddressAreTwoEvents() =>
        Assert.Equal(2, new Har().Document().Post("https://plausible.io/api/event", "text/plain", """{"n":"Call","u":"https://clinic.example.org/","d":"clinic.example.org"}""")
            .Post("https://plausible.io/api/event", "text/plain", """{"n":"Call","u":"https://clinic.example.org/","d":"clinic.example.org"}""").Audit().Transmissions.Count);

    [Fact]
    public void OneRequestWithSeveralLinesIsSeveralEvents()
    {
        var report = new Har().Document().Post("https://region1.google-analytics.com/g/collect?v=2&tid=G-ABC&cid=1.2&_p=7&_s=2&dl=https%3A%2F%2Fclinic.example.org%2Fx", "text/plain;charset=UTF-8", "en=page_view&_et=1\r\nen=scroll&epn.percent_scrolled=90\nen=click&ep.link_text=Book").Audit();

        Assert.Equal(["page_view", "scroll", "click"], report.Transmissions.Select(t => t.Event));
        Assert.All(report.Transmissions, t => Assert.Equal(("G-ABC", "https://clinic.example.org/x"), (t.Account, t.Page)));
    }

    [Fact]
    public void OneRequestWithAnArrayIsSeveralEvents() =>
        Assert.Equal(["a", "b"], new Har().Document().Post("https://api.segment.io/v1/batch", "application/json", """{"batch":[{"type":"track","event":"a","messageId":"1"},{"type":"track","event":"b","messageId":"2"}],"writeKey":"wk"}""").Audit().Transmissions.Select(t => t.Event));

    [Fact]
    public void OnePageViewSentToADozenAccountsIsADozenEvents()
    {
        var har = new Har().Document();
        for (var i = 0; i < 12; i++)
            har.Get(Pixel.Replace("id=123", $"id={i + 1}", StringComparison.Ordinal));

        Assert.Equal(12, har.Audit().Transmissions.Select(t => t.Account).Distinct().Count());
    }

    [Fact]
    public void AFieldMaskedInOnePlaceAndPlainInAnotherIsFound()
    {
        var report = new Har().Document().Get(WithPage("https://clinic.example.org/?email=***") + "&rl=" + Uri.EscapeDataString("https://clinic.example.org/?email=jane@example.com") + "&cud[em]=****@*******.***").Audit();

        Assert.Equal(["rl?email"], report.Transmissions[0].Fields.Where(f => f.Class == FieldClass.Personal).Select(f => f.Name));
        Assert.Contains(report.Findings, f => f.Rule == "personal-data-sent");
        Assert.DoesNotContain("jane", Reporting.Json(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "empty")]
    [InlineData("37a6259cc0c1dae299a7866489dff0bd", "null")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e", "empty")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "empty")]
    [InlineData("eb045d78d273107348b0300c01d29b7552d622abbc6faf81b3ec55359aa9950c", "undefined")]
    public void FingerprintsOfNothingAreNobodys(string hash, string of)
    {
        var report = new Har().Document().Get($"{Pixel}&udff[em]={hash}").Audit();

        Assert.DoesNotContain(report.Findings, f => f.Rule == "personal-data-sent");
        Assert.Contains(report.Remarks, r => r.Contains("nobody's data", StringComparison.Ordinal) && r.Contains(of, StringComparison.Ordinal));
    }

    [Fact]
    public void FingerprintsOfATemplatesPlaceholderAreNobodys()
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("__insert_user_email__"u8));

        var report = new Har().Document().Get($"https://tr.snapchat.com/p?pid=1&ev=PAGE_VIEW&u_hem={hash}").Audit();

        Assert.Empty(report.Findings);
        Assert.Contains(report.Remarks, r => r.Contains("__insert_user_email__", StringComparison.Ordinal));
    }

    [Fact]
    public void AnIdOf32HexadecimalDigitsIsNoFingerprint() =>
        Assert.Contains(new Har().Document().Get($"{Pixel}&eid=0123456789abcdef0123456789abcdef&session=fedcba9876543210fedcba9876543210").Sent().Fields, f => f is { Name: "session", Class: FieldClass.Identifier, Form: "plain" });

    [Theory]
    [InlineData("not provided")]
    [InlineData("false")]
    [InlineData("undefined")]
    [InlineData("missing")]
    [InlineData("{{email}}")]
    [InlineData("0")]
    public void AKeyNamedEmailWhoseValueSaysThereIsNoneIsNoFinding(string value) =>
        Assert.Empty(new Har().Document().Get($"https://tr.snapchat.com/p?pid=1&ev=PAGE_VIEW&user_email={Uri.EscapeDataString(value)}&email={Uri.EscapeDataString(value)}").Audit().Findings);

    [Fact]
    public void WhatWasBlockedIsListedAndNotJudged()
    {
        var report = new Har().Document().Get(WithPage("https://clinic.example.org/?email=jane@example.com"), e =>
        {
            e["response"]!["status"] = 0;
            e["response"]!["_error"] = "net::ERR_BLOCKED_BY_CLIENT";
        }).Audit();

        Assert.True(Assert.Single(report.Transmissions).Blocked);
        Assert.Empty(report.Findings);
        Assert.Contains(report.Remarks, r => r.Contains("stopped before they left", StringComparison.Ordinal));
    }

    [Fact]
    public void ABeaconWithoutAnAnswerHasLeft() =>
        Assert.Equal(("BEACON", false), Way(new Har().Document().Post("https://www.facebook.com/tr/", "application/x-www-form-urlencoded", "id=123&ev=Lead", e =>
        {
            e["_resourceType"] = "ping";
            e["response"]!["status"] = 0;
            e["response"]!["_error"] = "net::ERR_ABORTED";
        }).Sent()));

    [Fact]
    public void RequestsOfWorkersHaveNoPageAndTheLastDocumentIsTheirs() =>
        Assert.Equal("https://clinic.example.org/w", new Har().Document("https://clinic.example.org/w").Post("https://api.segment.io/v1/t", "application/json", """{"type":"track","event":"a","writeKey":"k"}""", e =>
        {
            e.Remove("pageref");
            e["_resourceType"] = "fetch";
            e["_initiator"] = new JsonObject { ["type"] = "script", ["url"] = "https://clinic.example.org/sw.js", ["stack"] = new JsonObject { ["callFrames"] = new JsonArray() } };
        }).Sent().Page);

    [Fact]
    public void WhatCameFromTheBrowsersMemoryDidNotLeave() =>
        Assert.Empty(new Har().Document().Get(Pixel, e => e["_fromCache"] = "disk").Audit().Transmissions);

    [Fact]
    public void MessagesOfAWebSocketAreRead()
    {
        var report = new Har().Document().Get("wss://ws5.hotjar.com/api/v2/client/ws?site_id=77", e =>
        {
            e["_resourceType"] = "websocket";
            e["_webSocketMessages"] = new JsonArray(
                new JsonObject { ["type"] = "send", ["time"] = 1700000000.1, ["opcode"] = 1, ["data"] = """{"event":"input","email":"jane@example.com"}""" },
                new JsonObject { ["type"] = "receive", ["time"] = 1700000000.2, ["opcode"] = 1, ["data"] = """{"email":"server@example.com"}""" },
                new JsonObject { ["type"] = "send", ["time"] = 1700000000.3, ["opcode"] = 2, ["data"] = Convert.ToBase64String(Gzip("""{"event":"move"}""")) });
        }).Audit();

        Assert.Equal(["recording", "input", "move"], report.Transmissions.Select(t => t.Event));
        Assert.Contains(report.Findings, f => f.Rule == "personal-data-sent");
        Assert.Contains(report.Findings, f => f.Rule == "session-recorder");
        Assert.DoesNotContain(report.Transmissions.SelectMany(t => t.Fields), f => f.Value.Contains("server@", StringComparison.Ordinal));
    }

    [Fact]
    public void AByteOrderMarkIsNoTrouble()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(new Har().Document().Get(Pixel).Text())];

        Assert.Single(Har.Audit(marked).Transmissions);
    }

    [Fact]
    public void InvalidUtf8AndHalfSurrogatesAreReadAsFarAsTheyGo()
    {
        var text = new Har().Document().Get(Pixel + "&x=MARK").Get(Pixel + "&ec=1&y=HALF").Text().Replace("HALF", "a\\ud800b", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        var mark = bytes.AsSpan().IndexOf("MARK"u8);
        new byte[] { 0xFF, 0xC3, 0x28, 0xFE }.CopyTo(bytes, mark);

        var report = Har.Audit(bytes);

        Assert.Equal(2, report.Transmissions.Count);
    }

    [Fact]
    public void AFileThatWasCutOffGivesWhatStandsBeforeAndSaysSo()
    {
        var whole = new Har().Document().Get(Pixel).Get(Pixel + "&ec=9").Text();
        var cut = Encoding.UTF8.GetBytes(whole[..whole.LastIndexOf("ec=9", StringComparison.Ordinal)]);

        var report = Har.Audit(cut);

        Assert.Single(report.Transmissions);
        Assert.Contains(report.Remarks, r => r.Contains("cut off", StringComparison.Ordinal) && r.Contains("2 requests", StringComparison.Ordinal));
    }

    [Fact]
    public void AnEntryThatIsBrokenLosesNoOther()
    {
        var text = new Har().Document().Get("https://broken.example.net/MARK").Get(Pixel).Text().Replace("\"https://broken.example.net/MARK\"", "undefined", StringComparison.Ordinal);

        var report = Har.Audit(Encoding.UTF8.GetBytes(text));

        Assert.Single(report.Transmissions);
        Assert.Contains(report.Remarks, r => r.Contains("1 entries could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public void AFileThatIsNoRecordingIsSaidToBeNone()
    {
        foreach (var text in new[] { "", "[]", "hello", "{\"a\":1}", "<html>", "{\"log\":" })
            Assert.Throws<FormatException>(() => Har.Audit(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void ARecordingWithoutRequestsIsReadAndSaysSo() =>
        Assert.Contains(new Har().Audit().Remarks, r => r.Contains("holds no request", StringComparison.Ordinal));

    static JsonObject Pair(string name, string value) => new() { ["name"] = name, ["value"] = value };

    static (string, string) Pick(Transmission sent) => (sent.Account, sent.Event);

    static (string, bool) Way(Transmission sent) => (sent.Method, sent.Blocked);

    static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }
}
