using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Candor.Tests.Dashboard;

/// <summary>Pictures of every page for people to look at: set CANDOR_PICTURES to a folder.</summary>
public sealed class PictureTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

        var pages = new (string Name, string Path)[]
        {
            ("overview", $"/sites/{site.Id}"), ("compare", $"/sites/{site.Id}?period=7d&compare=previous&filter=country%3D%3DDE&filter=page%3D%3D%2Fappointments&sources=channel&actions=goals&metric=pageviews"),
            ("today", $"/sites/{site.Id}?period=today"), ("live", $"/sites/{site.Id}/live"), ("list", $"/sites/{site.Id}/list/page"), ("settings", $"/sites/{site.Id}/settings"), ("install", $"/sites/{site.Id}/install"),
            ("sites", "/"), ("people", "/users"), ("account", "/account"), ("missing", "/nothing"),
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
            await page.Context.CloseAsync();
        }
    }
}
