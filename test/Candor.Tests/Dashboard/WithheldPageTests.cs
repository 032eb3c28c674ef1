using System.Globalization;
using Candor.Tests.Support;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

/// <summary>What was withheld, and what is new, as the site's web team reads it.</summary>
[Collection("Dashboard")]
public sealed class WithheldPageTests(DashboardFixture fixture)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string Withheld => $"{fixture.App.Url}/sites/{fixture.Site.Id}/guard";

    [Fact]
    public async Task TheOverviewLeadsToWhatWasWithheldAndClicksNarrowIt()
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync($"{fixture.App.Url}/sites/{fixture.Site.Id}");
        await page.Locator("#guard").GetByRole(AriaRole.Link, new() { NameRegex = new("What, where and when") }).ClickAsync();
        await page.WaitForURLAsync(Withheld);
        var all = await RedactedAsync(page);

        await page.Locator("#categories").GetByRole(AriaRole.Link, new() { Name = "Phone numbers" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chip")).ToContainTextAsync("Withheld is Phone numbers");
        var phones = await RedactedAsync(page);
        Assert.InRange(phones, 1, all - 1);
        Assert.Equal(["/contact"], await page.Locator("#pages .bar-label").AllTextContentsAsync());
        Assert.Contains("not counted while a filter is set", await page.Locator(".withheld-words").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("#trends").GetByRole(AriaRole.Link, new() { Name = "Phone numbers" }).ClickAsync();
        await page.WaitForURLAsync("**metric=phone**");
        Assert.Equal(phones, await page.EvaluateAsync<long>("() => JSON.parse(document.querySelector('[data-chart]').dataset.chart).now.reduce((a, b) => a + b, 0)"));
    }

    [Fact]
    public async Task FieldsAreNamedWithWhatToMend()
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync(Withheld);

        var row = page.Locator("#fields tbody tr", new() { HasText = "property phone" });
        await Assertions.Expect(row).ToContainTextAsync("Phone numbers");
        await Assertions.Expect(row).ToContainTextAsync("Send Contact without phone.");
        Assert.Contains("parameter email", await page.Locator("#fields").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("901820", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItsTablesAreFiles()
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync($"{Withheld}?period=7d");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#fields").GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), Cancel);

        Assert.Equal("field,category,event,in_page,events", lines[0]);
        Assert.Contains(lines, l => l.StartsWith("props.phone,phone,Contact,false,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SomethingNewIsSaidOnTheOverviewAndWhatWasRefusedWholeIsCounted()
    {
        var now = TimeProvider.System.GetUtcNow();
        var site = await fixture.App.AddSiteAsync("praxis.example", Cancel);
        await fixture.App.StoreAsync(Visits.Make(site.Id, now, 20, 6), Cancel);
        await fixture.App.StoreAsync(Visits.Leaking(site.Id, now.AddHours(-1), 5), Cancel);
        var page = await fixture.OpenAsync();
        await page.GotoAsync($"{fixture.App.Url}/sites/{site.Id}");

        var warning = page.GetByRole(AriaRole.Region, new() { Name = "New on this site" });
        await Assertions.Expect(warning).ToContainTextAsync("Schedule on /book/* carries a phone number in callback (40 events, removed).");
        await warning.GetByRole(AriaRole.Link, new() { Name = "What was withheld" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".chip").First).ToContainTextAsync("Event is Schedule");
        Assert.Equal(40, await RedactedAsync(page));

        await page.GotoAsync($"{fixture.App.Url}/sites/{site.Id}/guard");
        await Assertions.Expect(page.Locator("#dropped tbody tr")).ToContainTextAsync("identities in one event");
        await Assertions.Expect(page.Locator("#dropped tbody td.num")).ToHaveTextAsync("10");
    }

    static async Task<long> RedactedAsync(IPage page) =>
        long.Parse((await page.Locator(".reading-value").First.GetAttributeAsync("title"))!.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
