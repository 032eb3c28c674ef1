using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

public sealed class FirstRunTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheOneTimeLinkLeadsToTheSnippet()
    {
        await using var browser = new Browser();
        await browser.InitializeAsync();
        await using var app = await DashboardApp.StartAsync(Cancel);
        var token = await app.Services.GetRequiredService<SetupLink>().IssueAsync(Cancel);
        var page = await browser.OpenAsync();

        await page.GotoAsync(app.Url);
        await page.GotoAsync($"{app.Url}/setup?token={token}");
        await page.GetByLabel("Name or e-mail").FillAsync(DashboardApp.OwnerName);
        await page.GetByLabel("Password").FillAsync(DashboardApp.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the owner" }).ClickAsync();
        await page.WaitForURLAsync("**/sites/new");
    }
}
