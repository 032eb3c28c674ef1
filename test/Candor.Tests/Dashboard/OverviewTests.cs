using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

/// <summary>Reading a site's numbers with the pointer and with the keyboard.</summary>
[Collection("Dashboard")]
public sealed class OverviewTests(DashboardFixture fixture)
{
    string Overview => $"{fixture.App.Url}/sites/{fixture.Site.Id}";

    [Fact]
    public async Task ClickingRowsNarrowsEveryNumberAndTheFiltersCombine()
    {
        var page = await OpenAsync(Overview);
        var all = await MetricAsync(page, "Visitors");

        await page.Locator("#places").GetByRole(AriaRole.Link, new() { Name = "Germany", Exact = true }).ClickAsync();
        await page.Locator(".chip").First.WaitForAsync();
        var german = await MetricAsync(page, "Visitors");
        Assert.InRange(german, 1, all - 1);
        Assert.Equal(german, await RowAsync(page, "places", "Germany"));

        await page.Locator("#pages").GetByRole(AriaRole.Link, new() { Name = "/appointments", Exact = true }).ClickAsync();
        await page.Locator(".chip").Nth(1).WaitForAsync();
        var both = await MetricAsync(page, "Visitors");
        Assert.InRange(both, 1, german - 1);
        Assert.Equal(both, await RowAsync(page, "pages", "/appointments"));
        Assert.Equal(await SumOfTableAsync(page), await page.EvaluateAsync<long>("() => JSON.parse(document.querySelector('[data-chart]').dataset.chart).now.reduce((a, b) => a + b, 0)"));

        await page.GetByLabel("Remove the filter Country is Germany").ClickAsync();
        await Assertions.Expect(page.Locator(".chip")).ToHaveCountAsync(1);
        Assert.InRange(await MetricAsync(page, "Visitors"), both + 1, all);
    }

    [Fact]
    public async Task TheAddressHoldsTheWholeState()
    {
        var page = await OpenAsync(Overview);
        await page.Locator("#sources").GetByRole(AriaRole.Link, new() { Name = "Channels" }).ClickAsync();
        await page.Locator("#sources th", new() { HasText = "Channel" }).First.WaitForAsync();
        await page.Locator(".strip").GetByRole(AriaRole.Link, new() { Name = "Page views" }).ClickAsync();
        await page.WaitForURLAsync("**metric=pageviews**");

        var other = await OpenAsync(page.Url);
        await Assertions.Expect(other.Locator("#sources .tabs [aria-current]")).ToHaveTextAsync("Channels");
        await Assertions.Expect(other.Locator(".strip [aria-current]")).ToContainTextAsync("Page views");
    }

    [Fact]
    public async Task ATabInALowerPanelLeavesThePageWhereItIs()
    {
        var page = await OpenAsync(Overview);
        var tab = page.Locator("#actions").GetByRole(AriaRole.Link, new() { Name = "Goals" });
        await tab.ScrollIntoViewIfNeededAsync();
        var before = await page.EvaluateAsync<double>("scrollY");
        await tab.ClickAsync();
        await Assertions.Expect(page.Locator("#actions .tabs [aria-current]")).ToHaveTextAsync("Goals");

        Assert.True(before > 100);
        Assert.InRange(await page.EvaluateAsync<double>("scrollY"), before - 80, before + 80);
        await Assertions.Expect(page.Locator("[data-chart] .uplot")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task KeysChooseTheDaysCompareAndTakeFiltersAway()
    {
        var page = await OpenAsync($"{Overview}?filter=country%3D%3DDE&filter=device%3D%3Dmobile");
        foreach (var (key, inAddress) in new[] { ("w", "period=7d"), ("m", "period=month"), ("x", "compare=previous"), ("ArrowLeft", "to="), ("d", "period=today") })
        {
            await page.Keyboard.PressAsync(key);
            await page.WaitForURLAsync(url => url.Contains(inAddress, StringComparison.Ordinal));
        }
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#keys")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(url => !url.Contains("filter=", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("c");
        await Assertions.Expect(page.GetByLabel("From")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("t");
        Assert.Contains("period=today", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheFilterMenuTakesAnyConditionEvenWithItsOwnSigns()
    {
        var page = await OpenAsync(Overview);
        await page.GetByText("Filter", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("What").SelectOptionAsync("page");
        await page.GetByLabel("How").SelectOptionAsync("~=");
        await page.GetByLabel("Value").FillAsync("doc|tors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the filter" }).ClickAsync();

        await Assertions.Expect(page.Locator(".chip")).ToContainTextAsync("Page contains doc|tors");
        Assert.Equal(0, await MetricAsync(page, "Visitors"));
    }

    [Fact]
    public async Task OwnDaysComeFromTheDatePicker()
    {
        var page = await OpenAsync(Overview);
        await page.Keyboard.PressAsync("c");
        await page.GetByLabel("From").FillAsync("2026-01-05");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2026-01-06");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".dates summary")).ToContainTextAsync("5 – 6 Jan 2026");
    }

    [Fact]
    public async Task CsvHoldsWhatThePanelShows()
    {
        var page = await OpenAsync($"{Overview}?filter=country%3D%3DDE");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#pages").GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);

        Assert.StartsWith("name,visitors,pageviews,events", lines[0], StringComparison.Ordinal);
        var first = lines[1].Split(',');
        Assert.Equal(await RowAsync(page, "pages", first[0]), long.Parse(first[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task PropertiesOpenOnceThePageIsNarrowedToOneEvent()
    {
        var page = await OpenAsync(Overview);
        await page.Locator("#actions").GetByRole(AriaRole.Link, new() { Name = "Schedule" }).ClickAsync();
        await page.Locator("#actions").GetByRole(AriaRole.Link, new() { Name = "Properties" }).ClickAsync();
        await page.Locator("#actions").GetByRole(AriaRole.Link, new() { Name = "department" }).ClickAsync();
        await page.Locator("#actions").GetByRole(AriaRole.Link, new() { Name = "heart", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".chip").Nth(1)).ToContainTextAsync("department is heart");
    }

    [Fact]
    public async Task AListIsSearchedSortedAndLeadsBackAsAFilter()
    {
        var page = await OpenAsync($"{fixture.App.Url}/sites/{fixture.Site.Id}/list/page");
        // A key that is pressed before the page's script has come does nothing: one presses it again.
        while (!await page.EvaluateAsync<bool>("document.activeElement?.name === 'search'"))
            await page.Keyboard.PressAsync("/", new() { Delay = 50 });
        await page.Keyboard.TypeAsync("doctor");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("search=doctor"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Page views" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("sort=pageviews"));

        Assert.Equal(["/doctors", "/doctors/dr-amara-osei"], await page.Locator("tbody th").AllInnerTextsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "/doctors", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".chip")).ToContainTextAsync("Page is /doctors");
    }

    [Theory]
    [InlineData("period=never")]
    [InlineData("from=2026-13-01")]
    [InlineData("filter=nonsense")]
    [InlineData("compare=tomorrow")]
    public async Task AnAddressThatMakesNoSenseSaysSo(string query)
    {
        var page = await fixture.OpenAsync();
        var answer = await page.GotoAsync($"{Overview}?{query}");

        Assert.Equal(400, answer!.Status);
        Assert.Contains("Show the last 30 days", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatGuardKeptOutIsCountedButNeverShown()
    {
        var page = await OpenAsync(Overview);

        Assert.Contains("E-mail addresses", await page.Locator("#guard").InnerTextAsync(), StringComparison.Ordinal);
        foreach (var path in fixture.Paths)
        {
            await page.GotoAsync(fixture.App.Url + path);
            Assert.DoesNotContain("jane.doe", await page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        }
    }

    async Task<IPage> OpenAsync(string url)
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync(url);
        return page;
    }

    static async Task<long> MetricAsync(IPage page, string label) =>
        long.Parse((await page.Locator(".reading", new() { Has = page.Locator(".reading-label", new() { HasTextRegex = new Regex($"^{label}$") }) }).Locator(".reading-value").GetAttributeAsync("title"))!.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    static async Task<long> RowAsync(IPage page, string panel, string label) =>
        long.Parse((await page.Locator($"#{panel} tbody tr", new() { Has = page.Locator($".bar-label[title=\"{label}\"]") }).Locator("td.num span[title]").Last.GetAttributeAsync("title"))!.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    static async Task<long> SumOfTableAsync(IPage page) =>
        (await page.Locator(".chart-table tbody td").AllTextContentsAsync()).Sum(t => long.Parse(t.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));
}
