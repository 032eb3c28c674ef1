using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

public sealed class PolicyPageTests
{
    [Fact]
    public async Task TheOwnerSeesMistakesAndTheDifferencePublishesAndGoesBack()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var app = await DashboardApp.StartAsync(cancel);
        var versions = app.Services.GetRequiredService<PolicyVersions>();
        await versions.PublishAsync("defaults: {retention: 90d} # ours", "bob", null, 0, cancel);
        var page = await app.SignInAsync(await browser.OpenAsync());
        await page.GotoAsync($"{app.Url}/policy");

        await page.Locator("#policy-text").FillAsync("defaults:\n  retention: 30 moons");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#mistakes")).ToContainTextAsync("Line 2, column 14");

        await page.Locator("#policy-text").FillAsync("defaults:\n  deny: [doctor]");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(page.Locator("#changes")).ToContainTextAsync("doctor");
        Assert.Equal(1, versions.Newest?.Number);

        await page.Locator("#policy-note").FillAsync("no doctors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version 2 is in force.")).ToBeVisibleAsync();
        Assert.Equal((DashboardApp.OwnerName, "no doctors"), (versions.Newest!.Author, versions.Newest.Note));

        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish version 1 again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Version 3 is in force.")).ToBeVisibleAsync();
        Assert.Equal(90, app.Services.GetRequiredService<PolicySource>().Current.Defaults.Retention.TotalDays);
    }
}
