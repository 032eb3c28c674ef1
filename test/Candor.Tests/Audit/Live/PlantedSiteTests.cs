using System.Text.Json;
using Candor.Audit.Findings;
using Candor.Tests.Support;

namespace Candor.Tests.Audit.Live;

/// <summary>The built program visits a site whose server knows what it was told; the report has to know as well.</summary>
public sealed class PlantedSiteTests : IAsyncLifetime
{
    const string Form = """
        <!doctype html><html lang=en><title>Appointments</title><body><h1>Ask us</h1>
        <form action="/own" method=post><input id=email name=email type=email><input id=name name=fullname><input id=phone name=phone type=tel><input id=password name=password type=password>
        <textarea id=message name=message></textarea><select id=topic name=topic><option value="">-</option><option value=insurance>Insurance</option><option value=second-opinion>Second opinion</option></select>
        <div id=editable contenteditable=true style="height:2em"></div><div id=shadow></div><button>Request a visit</button></form>
        <a href="tel:+15550100">Call the ward</a><div id=spare style="width:9px;height:9px"></div><div style="height:3000px"></div>
        <script>document.getElementById('shadow').attachShadow({ mode: 'open' }).innerHTML = '<input name=secret>';</script>
        """;

    readonly PlantedSite site = new();
    readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        foreach (var plant in Plants.All)
            site.Pages[plant.Host + "/s.js"] = ("text/javascript", plant.Text);
        site.Pages["plant-frame-message.test/frame"] = ("text/html", "<script>onmessage = e => fetch('/p', { method: 'POST', body: 'm=' + e.data })</script>");
        site.Pages["plant-in-frame.test/form"] = ("text/html", "<input name=inner><script>document.querySelector('input').addEventListener('blur', e => fetch('/p', { method: 'POST', body: JSON.stringify({ i: e.target.value }) }))</script>");
        site.Pages["clinic.test/"] = ("text/html", Form + string.Concat(Plants.All.Select(p => $"<script src=\"https://{p.Host}/s.js\"></script>")));
    }

    [Fact]
    public async Task WhateverTheServerWasToldTheReportTells()
    {
        var report = await AuditAsync("https://clinic.test/");
        var found = report.GetProperty("findings").EnumerateArray().Select(f => (Rule: f.GetProperty("rule").GetString()!, Host: f.GetProperty("host").GetString()!)).ToHashSet();

        var silent = Plants.All.Where(p => site.ToldTo(p.Host).Count == 0).Select(p => p.Name);
        var missed = Plants.All.Where(p => !found.Contains((p.Rule, p.Host))).Select(p => $"{p.Name}: {p.Rule}");
        var remarks = report.GetProperty("remarks").GetRawText();
        Assert.True(!silent.Any(), $"The site's own server was not told of: {string.Join(", ", silent)}. {remarks}");
        Assert.True(!missed.Any(), $"Missed: {string.Join(", ", missed)}. {remarks}");
    }

    [Fact]
    public async Task NothingIsTypedThatTheSiteItselfWouldKeep()
    {
        site.Pages["quiet.test/"] = ("text/html", "<title>Quiet</title><form action=/own method=post><input name=email type=email><button>Send</button></form>");

        var report = await AuditAsync("https://quiet.test/");

        Assert.Empty(site.ToldTo("quiet.test"));
        Assert.Equal(0, report.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task FourAnswersToABannerAreComparedInOneReport()
    {
        site.Pages["compared.test/"] = ("text/html", """
            <title>Compared</title><div id=consent-box role=dialog style="position:fixed;bottom:0">Cookies? <button onclick="say(1)">Accept all</button> <button onclick="say(0)">Reject all</button></div>
            <script>function say(yes) { document.getElementById('consent-box').remove(); new Image().src = yes ? 'https://www.facebook.com/tr/?id=1234567890123456&ev=PageView&ud[em]=' + 'a'.repeat(64) : 'https://bat.bing.com/action/0?ti=12345678&evt=pageLoad&em=' + 'b'.repeat(64); }
            if (!navigator.globalPrivacyControl) new Image().src = 'https://ct.pinterest.com/v3/?tid=2612345678901&event=pagevisit';</script>
            """);

        var report = await AuditAsync("https://compared.test/", "--consent", "all");
        var remarks = report.GetProperty("remarks").GetRawText();

        Assert.Contains("Before any choice: 1 trackers ran: ct.pinterest.com", remarks, StringComparison.Ordinal);
        Assert.Contains("With Global Privacy Control: no tracker ran", remarks, StringComparison.Ordinal);
        Assert.Contains(report.GetProperty("findings").EnumerateArray(), f => f.GetProperty("rule").GetString() == RuleName.AfterRefusal && f.GetProperty("host").GetString() == "bat.bing.com" && f.GetProperty("seen_in")[0].GetString() == "refused");
    }

    [Theory]
    [InlineData("none", RuleName.BeforeConsent, "bat.bing.com")]
    [InlineData("reject", RuleName.AfterRefusal, "www.google-analytics.com")]
    public async Task ABannerIsAnsweredAndWhoRunsInSpiteOfItIsTold(string consent, string rule, string host)
    {
        site.Pages["asks.test/"] = ("text/html", """
            <title>Asks</title><div id=cookie-banner role=dialog style="position:fixed;bottom:0">We use cookies. <button onclick="go(true)">Accept all</button> <button onclick="go(false)">Reject all</button></div>
            <script>function go(yes) { document.getElementById('cookie-banner').remove(); new Image().src = 'https://www.google-analytics.com/g/collect?v=2&tid=G-STUBBORN1&en=x&cid=1.1'; if (yes) new Image().src = 'https://www.facebook.com/tr/?id=1234567890123456&ev=PageView'; }
            new Image().src = 'https://bat.bing.com/action/0?ti=12345678&evt=pageLoad';</script>
            """);

        var report = await AuditAsync("https://asks.test/", "--consent", consent);
        var found = report.GetProperty("findings").EnumerateArray().Select(f => (f.GetProperty("rule").GetString()!, f.GetProperty("host").GetString()!)).ToList();

        Assert.Contains((rule, host), found);
        Assert.Empty(site.ToldTo("www.facebook.com"));
    }

    async Task<JsonElement> AuditAsync(string address, params string[] more) =>
        (await BuiltCandor.RunAsync(folder["data"], ["audit", address, "--format", "json", .. site.BrowserArguments, .. more])).Json();

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }
}
