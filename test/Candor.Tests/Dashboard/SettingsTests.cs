using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

[Collection("Dashboard")]
public sealed class SettingsTests(DashboardFixture fixture)
{
    [Fact]
    public async Task TheSecondOfTwoWhoEditASiteIsToldAndCanRepeatIt()
    {
        var site = await fixture.App.AddSiteAsync("two-editors.example", TestContext.Current.CancellationToken);
        var (first, second) = (await OpenAsync(site.Id), await OpenAsync(site.Id));
        await SaveAsync(first, "First");
        await Assertions.Expect(first.GetByText("Saved.")).ToBeVisibleAsync();
        await SaveAsync(first, "First again");
        await Assertions.Expect(first.GetByText("Saved.")).ToBeVisibleAsync();

        await SaveAsync(second, "Second");
        await Assertions.Expect(second.Locator("#version-error")).ToContainTextAsync("Somebody else changed two-editors.example");
        await second.GotoAsync($"{fixture.App.Url}/sites/{site.Id}/settings");
        await Assertions.Expect(second.Locator("#site-name")).ToHaveValueAsync("First again");
        await SaveAsync(second, "Second");
        await Assertions.Expect(second.GetByText("Saved.")).ToBeVisibleAsync();
    }

    async Task<IPage> OpenAsync(string site)
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync($"{fixture.App.Url}/sites/{site}/settings");
        return page;
    }

    static async Task SaveAsync(IPage page, string name)
    {
        await page.Locator("#site-name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }
}
