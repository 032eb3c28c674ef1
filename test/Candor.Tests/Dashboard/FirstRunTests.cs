using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

public sealed class FirstRunTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FromTheOneTimeLinkToTheFirstEventWithoutReloading()
    {
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var app = await DashboardApp.StartAsync(Cancel);
        var token = await app.Services.GetRequiredService<SetupLink>().IssueAsync(Cancel);
        var page = await browser.OpenAsync();

        // 1. The owner, by the link on the console; a password that is too short costs nothing.
        await page.GotoAsync($"{app.Url}/setup?token={token}");
        await page.EvaluateAsync("() => document.querySelector('form').noValidate = true");
        await page.GetByLabel("Name or e-mail").FillAsync(DashboardApp.OwnerName);
        await page.GetByLabel("Password").FillAsync("short");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();
        await Assertions.Expect(page.Locator(".field-error")).ToContainTextAsync("at least 12 characters");
        await page.GetByLabel("Password").FillAsync(DashboardApp.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();

        // 2. A site.
        await page.GetByLabel("Domain").FillAsync("not a domain");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the site" }).ClickAsync();
        await Assertions.Expect(page.Locator("#domain-error")).ToContainTextAsync("is not a domain");
        await page.GetByLabel("Domain").FillAsync("http://localhost:5000/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the site" }).ClickAsync();

        // 3. The page waits, and shows what came by itself.
        await Assertions.Expect(page.GetByText("Waiting for the first event")).ToBeVisibleAsync();
        var snippet = await page.Locator("[data-copy-source]").InnerTextAsync();
        await using var visited = await VisitedPage.StartAsync(snippet, Cancel);
        var visitor = await browser.OpenAsync();
        await visitor.GotoAsync($"{visited.Url}/appointments");
        await visitor.EvaluateAsync("() => candor('trackCustom', 'Quote', { note: 'my knee hurts since May', plan: 'jane.doe@example.com' })");
        await Assertions.Expect(page.GetByText("It works")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".event-removed")).ToContainTextAsync("Free text in props.note", new() { Timeout = 30_000 });
        foreach (var secret in new[] { "jane.doe", "my knee" })
            Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);

        // 4. And so does the overview, where the page's name tells a booking, which no policy of this site keeps.
        await page.GetByRole(AriaRole.Link, new() { Name = "To the overview" }).ClickAsync();
        await Assertions.Expect(page.Locator("#pages .bar-label").First).ToHaveTextAsync("/[appointment]", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task TheLinkIsWorthNothingOnceThereIsAnOwner()
    {
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var app = await DashboardApp.StartAsync(Cancel);
        var token = await app.Services.GetRequiredService<SetupLink>().IssueAsync(Cancel);
        await app.Services.GetRequiredService<UserDirectory>().AddAsync("ada", DashboardApp.OwnerPassword, UserRole.Owner, Cancel);
        var page = await browser.OpenAsync();

        await page.GotoAsync($"{app.Url}/setup?token={token}");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("This link is used up");
        Assert.Equal(0, await page.Locator("input[type=password]").CountAsync());
    }
}
