using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Candor.Tests.Dashboard;

/// <summary>Pictures of every page for people to look at: set CANDOR_PICTURES to a folder.</summary>
public sealed class PictureTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Of a server that runs, such as the demonstration: CANDOR_PICTURES_OF is the link that signs in.</summary>
    [Fact]
    public async Task OfARunningServer()
    {
        var (folder, door) = (Environment.GetEnvironmentVariable("CANDOR_PICTURES"), Environment.GetEnvironmentVariable("CANDOR_PICTURES_OF"));
        Assert.SkipWhen(string.IsNullOrEmpty(folder) || string.IsNullOrEmpty(door), "CANDOR_PICTURES and CANDOR_PICTURES_OF name no folder and no link.");
        await using var browser = new Browser();
        await browser.InitializeAsync();
        foreach (var (width, dark) in new[] { (1280, false), (390, false), (1280, true), (390, true) })
        {
            var page = await browser.OpenAsync(width, 900, dark);
            await page.GotoAsync(door!);
            var site = await page.Locator(".site a").First.GetAttributeAsync("href");
            foreach (var (name, path) in new[] { ("sites", "/"), ("overview", site), ("filtered", $"{site}?period=28d&compare=previous&filter=device%3D%3Dmobile&actions=goals"), ("today", $"{site}?period=today"), ("live", $"{site}/live"), ("list", $"{site}/list/source"), ("install", $"{site}/install") })
            {
                await page.GotoAsync(new Uri(new Uri(door!), path).ToString());
                await page.WaitForTimeoutAsync(200);
                if (name == "live")
                    await page.Locator(await page.Locator(".event-redacted").CountAsync() > 0 ? ".event-redacted summary" : ".event summary").First.ClickAsync();
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"demo-{name}-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
            }
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task EveryPageInBothSizesAndBothSchemes()
    {
        var folder = Environment.GetEnvironmentVariable("CANDOR_PICTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "CANDOR_PICTURES names no folder.");
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var app = await DashboardApp.StartAsync(Cancel);
        var site = await app.AddSiteAsync("lindenhof.example", Cancel);
        await app.AddSiteAsync("new.example", Cancel);
        await app.Services.GetRequiredService<GoalDirectory>().AddAsync(site.Id, "Booked", "Schedule", null, Cancel);
        await app.StoreAsync(Visits.Make(site.Id, TimeProvider.System.GetUtcNow(), 75, 160), Cancel);

        await app.StoreAsync(Visits.Leaking(site.Id, TimeProvider.System.GetUtcNow(), 5), Cancel);

        var pages = new (string Name, string Path)[]
        {
            ("overview", $"/sites/{site.Id}"), ("compare", $"/sites/{site.Id}?period=7d&compare=previous&filter=country%3D%3DDE&filter=page%3D%3D%2Fappointments&sources=channel&actions=goals&metric=pageviews"),
            ("today", $"/sites/{site.Id}?period=today"), ("live", $"/sites/{site.Id}/live"), ("guard", $"/sites/{site.Id}/guard"), ("guard-narrow", $"/sites/{site.Id}/guard?period=7d&compare=previous&filter=withheld%3D%3Dphone&metric=phone"), ("list", $"/sites/{site.Id}/list/page"), ("settings", $"/sites/{site.Id}/settings"), ("install", $"/sites/{site.Id}/install"),
            ("debugger-closed", $"/sites/{site.Id}/debugger"), ("sites", "/"), ("people", "/users"), ("account", "/account"), ("missing", "/nothing"),
        };
        foreach (var (width, dark) in new[] { (1280, false), (390, false), (1280, true), (390, true) })
        {
            var page = await app.SignInAsync(await browser.OpenAsync(width, 900, dark));
            foreach (var (name, path) in pages)
            {
                await page.GotoAsync(app.Url + path);
                await page.WaitForTimeoutAsync(150);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"{name}-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
            }
            await page.GotoAsync($"{app.Url}/sites/{site.Id}?compare=previous");
            await page.Locator(".dates summary").ClickAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"dates-{width}{(dark ? "-dark" : "")}.png") });
            await page.Keyboard.PressAsync("Escape");
            await page.GetByText("Filter", new() { Exact = true }).ClickAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"filter-{width}{(dark ? "-dark" : "")}.png") });
            await page.Keyboard.PressAsync("Escape");
            await page.Locator(".u-over").HoverAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"hover-{width}{(dark ? "-dark" : "")}.png") });
            await page.Keyboard.PressAsync("?");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"keys-{width}{(dark ? "-dark" : "")}.png") });
            await page.GotoAsync($"{app.Url}/sites/{site.Id}/debugger");
            await page.Locator(".event-redacted summary").First.ClickAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"debugger-{width}{(dark ? "-dark" : "")}.png") });
            await page.GotoAsync($"{app.Url}/policy");
            await page.Locator("#policy-text").FillAsync(Draft.Replace("remove", "delete", StringComparison.Ordinal));
            await page.GetByText("Check", new() { Exact = true }).ClickAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"mistake-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
            await page.Locator("#policy-text").FillAsync(Draft);
            await page.GetByText("Check", new() { Exact = true }).ClickAsync();
            await page.GetByText("Replay", new() { Exact = true }).ClickAsync();
            await page.Locator("#replay-result details").First.WaitForAsync();
            await page.Locator("#replay-result summary").First.ClickAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder!, $"policy-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
            await page.Context.CloseAsync();
        }
    }

    const string Draft = """
        defaults:
          preset: healthcare
          events: [PageView, Schedule, Donate]
          fields: {department: remove}
          destinations:
            meta: {events: [Schedule], fields: [weeks]}

        """;
}
