using System.Text;
using System.Text.Json;
using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Candor.Tests.Dashboard;

/// <summary>Whoever sends events chooses their text. None of it may become markup or script in front of a signed-in person.</summary>
public sealed class HostileTextTests
{
    static readonly string[] Polyglots =
    [
        "\"><img src=x onerror=alert(1)>", "'><svg onload=alert(1)>", "</script><script>alert(1)</script>", "javascript:alert(1)//", "{{constructor.constructor('alert(1)')()}}",
        "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert()//>\\x3e",
        "<iframe srcdoc='<script>alert(1)</script>'>", "\u202e<b>x", "=cmd|'/c calc'!A1", "${alert(1)}", "<!--blazor:{\"type\":\"server\"}-->", "<base href=//evil.example>", "x' style=position:fixed;inset:0 '",
    ];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFieldOfAnEventStaysText()
    {
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var app = await DashboardApp.StartAsync(Cancel);
        var site = await app.Services.GetRequiredService<SiteDirectory>().AddAsync("lindenhof.example", Polyglots[0], null, Cancel);
        await app.Services.GetRequiredService<GoalDirectory>().AddAsync(site.Id, Polyglots[1], Polyglots[2], null, Cancel);
        await app.Services.GetRequiredService<KeyDirectory>().AddAsync(site.Id, KeyScope.Read, Polyglots[3], Cancel);
        await app.Services.GetRequiredService<UserDirectory>().AddAsync("<img src=x onerror=alert(1)>", DashboardApp.OwnerPassword, UserRole.Viewer, Cancel);
        await app.Services.GetRequiredService<UserDirectory>().AddAsync(DashboardApp.OwnerName, DashboardApp.OwnerPassword, UserRole.Owner, Cancel);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - 60_000;
        await app.StoreAsync(Polyglots.SelectMany((text, i) => Hostile(site.Id, text, now - i * 1000)), Cancel);

        var page = await app.SignInAsync(await browser.OpenAsync());
        var wrong = new List<string>();
        page.Dialog += (_, dialog) => { wrong.Add("a dialog: " + dialog.Message); _ = dialog.DismissAsync(); };
        page.Console += (_, message) => { if (message.Type == "error") wrong.Add(message.Text); };
        page.Request += (_, request) => { if (!request.Url.StartsWith(app.Url, StringComparison.Ordinal)) wrong.Add("a request to " + request.Url); };
        string[] paths =
        [
            "/", "/users", $"/sites/{site.Id}", $"/sites/{site.Id}?sources=referrer&pages=entry&places=language&devices=screen&actions=goals", $"/sites/{site.Id}?sources=campaign&pages=exit&places=region&devices=os",
            $"/sites/{site.Id}?filter={Uri.EscapeDataString("event==" + Polyglots[0])}&actions=properties", $"/sites/{site.Id}?filter={Uri.EscapeDataString("page~=" + Polyglots[2])}", $"/sites/{site.Id}?metric={Uri.EscapeDataString(Polyglots[0])}&period=7d",
            $"/sites/{site.Id}/live", $"/sites/{site.Id}/install", $"/sites/{site.Id}/settings", $"/sites/{site.Id}/list/page?search={Uri.EscapeDataString("\"><script>alert(1)</script>")}", $"/sites/{site.Id}/list/page", $"/sites/{site.Id}/list/event", $"/sites/{site.Id}/list/browser",
        ];
        foreach (var path in paths)
        {
            await page.GotoAsync(app.Url + path);
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            await page.WaitForTimeoutAsync(30);
            wrong.AddRange(await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('main img, main iframe, main script, main object, main base, main [onerror], main [onload], main [onclick], main [style*="inset:0"], main a[href^="javascript" i]')].map(e => location.pathname + ' has ' + e.outerHTML.slice(0, 80))
                """));
        }
        Assert.Empty(wrong);
        Assert.Contains("onerror", await page.Locator("body").InnerTextAsync() + await TextOfAsync(page, $"{app.Url}/sites/{site.Id}/list/event"), StringComparison.OrdinalIgnoreCase);
    }

    static async Task<string> TextOfAsync(Microsoft.Playwright.IPage page, string url)
    {
        await page.GotoAsync(url);
        return await page.Locator("main").InnerTextAsync();
    }

    static IEnumerable<Event> Hostile(string site, string text, long time)
    {
        var shown = Of(site, time) with
        {
            Name = "PageView", Url = "https://lindenhof.example/" + text + "?utm_campaign=" + Uri.EscapeDataString(text), Title = text, Referrer = "https://x.example/" + text, Country = "DE", Region = text, Device = text, Browser = text, Os = text, Language = text, Screen = text,
        };
        yield return shown;
        yield return Of(site, time + 1) with
        {
            Name = text, Url = "https://lindenhof.example/", Props = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [text] = text, ["plan"] = text }), Currency = "EUR", Bot = "",
        };
        yield return Of(site, time + 2) with { Name = "OutboundClick", Url = "https://lindenhof.example/", Props = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { url = "javascript:" + text })) };
    }

    static Event Of(string site, long time) => new() { Site = site, Id = Guid.NewGuid(), Name = "", Time = time, Received = time, Visitor = "c." + Guid.NewGuid().ToString("N")[..22], Consent = new Consent(true, true) };
}
