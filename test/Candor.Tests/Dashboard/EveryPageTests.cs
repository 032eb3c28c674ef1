using Candor.Tests.Support;
using Deque.AxeCore.Playwright;

namespace Candor.Tests.Dashboard;

/// <summary>What holds for each page: nothing for axe to find, no sideways scrolling on a phone, no breach of the content policy.</summary>
[Collection("Dashboard")]
public sealed class EveryPageTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AxeFindsNothing(bool dark)
    {
        var page = await fixture.OpenAsync(dark: dark);
        var found = new List<string>();
        foreach (var path in dark ? fixture.Paths.Where(p => p.Contains(fixture.Site.Id, StringComparison.Ordinal)) : fixture.Paths)
        {
            await page.GotoAsync(fixture.App.Url + path);
            var result = await page.RunAxe();
            found.AddRange(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{path}: {v.Id} ({v.Impact}) {n.Html}")));
        }
        Assert.Empty(found);
    }

    [Fact]
    public async Task SignInAndSetUpAreCleanForAxeToo()
    {
        await using var app = await DashboardApp.StartAsync(TestContext.Current.CancellationToken);
        var page = await fixture.Browser.OpenAsync();
        foreach (var path in new[] { "/sign-in", "/setup?token=wrong" })
        {
            await page.GotoAsync(app.Url + path);
            Assert.Empty((await page.RunAxe()).Violations.SelectMany(v => v.Nodes.Select(n => $"{path}: {v.Id} {n.Html}")));
        }
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    public async Task APhoneNeverScrollsSideways(int width)
    {
        var page = await fixture.OpenAsync(width, 800);
        var wide = new List<string>();
        foreach (var path in fixture.Paths)
        {
            await page.GotoAsync(fixture.App.Url + path);
            var sticking = await page.EvaluateAsync<string[]>("""
                () => document.documentElement.scrollWidth <= innerWidth ? []
                    : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + .5 && getComputedStyle(e).position !== 'fixed').map(e => e.outerHTML.slice(0, 90)).slice(0, 5)
                """);
            wide.AddRange(sticking.Select(s => $"{path}: {s}"));
        }
        Assert.Empty(wide);
    }

    [Fact]
    public async Task NoPageBreaksItsContentPolicyOrLogsAnError()
    {
        var page = await fixture.OpenAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var path in fixture.Paths.Where(p => p != "/no-such-page"))
            await page.GotoAsync(fixture.App.Url + path);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task PagesCanBeReadWithoutScript()
    {
        var page = await fixture.OpenAsync(script: false);
        await page.GotoAsync($"{fixture.App.Url}/sites/{fixture.Site.Id}");

        Assert.True(await page.Locator(".chart-area svg .chart-line").IsVisibleAsync());
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Germany", Exact = true }).ClickAsync();
        Assert.Contains("Country is Germany", await page.Locator(".chips").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"{fixture.App.Url}/sites/{fixture.Site.Id}/live");
        Assert.InRange(await page.Locator("details.event").CountAsync(), 10, 40);
    }
}
