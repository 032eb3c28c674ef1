using System.Text;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

[Collection("Dashboard")]
public sealed class DebuggerPageTests(DashboardFixture fixture)
{
    [Fact]
    public async Task AnEventIsShownAsItCameInAsItArrivedAndAsItIsStored()
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync($"{fixture.App.Url}/sites/{fixture.Site.Id}/debugger?event=Quote");
        await Assertions.Expect(page.Locator("details.event")).ToHaveCountAsync(0);

        await SendAsync("""{"plan":"pro","contact":"maria.lopez@example.com","maria.lopez@example.com":"x"}""");
        var card = page.Locator("details.event");
        await Assertions.Expect(card).ToHaveCountAsync(1, new() { Timeout = 10_000 });
        await Assertions.Expect(card.Locator(".verdict")).ToHaveTextAsync("redacted");
        await page.Locator("details.event summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(Row("props.plan")).ToContainTextAsync("as it came");
        await Assertions.Expect(Row("props.contact").Locator("del")).ToHaveTextAsync("e-mail");
        await Assertions.Expect(Row("props.contact")).ToContainTextAsync("text of 23");
        await Assertions.Expect(Row("props.contact")).ToContainTextAsync("[email]");
        await Assertions.Expect(Row("a name of 23 characters").First).ToBeVisibleAsync();
        Assert.DoesNotContain("maria", await page.ContentAsync(), StringComparison.OrdinalIgnoreCase);

        ILocator Row(string field) => card.Locator("tbody tr", new() { Has = page.Locator("th", new() { HasText = field }) });
    }

    [Fact]
    public async Task APausedPageStaysAsItIsUntilItGoesOn()
    {
        var page = await fixture.OpenAsync();
        await page.GotoAsync($"{fixture.App.Url}/sites/{fixture.Site.Id}/debugger?event=Callback&verdict=kept");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await SendAsync("""{"plan":"pro"}""", "Callback");
        await page.WaitForTimeoutAsync(3_000);
        await Assertions.Expect(page.Locator("details.event")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Assertions.Expect(page.Locator("details.event")).ToHaveCountAsync(1);
        await page.GetByLabel("Verdict").SelectOptionAsync("refused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator("details.event")).ToHaveCountAsync(0);
    }

    async Task SendAsync(string props, string name = "Quote")
    {
        using var http = new HttpClient();
        using var body = new StringContent($$"""{"site":"{{fixture.Site.Id}}","name":"{{name}}","url":"https://lindenhof.example/prices","props":{{props}}}""", Encoding.UTF8, "text/plain");
        using var answer = await http.PostAsync(new Uri($"{fixture.App.Url}/e"), body, TestContext.Current.CancellationToken);
        Assert.Equal(204, (int)answer.StatusCode);
    }
}
