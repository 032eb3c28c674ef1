using System.Text.Json;
using Candor.Cli.Demo;
using Candor.Tests.Support;
using Microsoft.Playwright;

namespace Candor.Tests.EndToEnd;

/// <summary>The whole road: a person in a real browser on the demonstration's clinic, the built program behind it, its reports and its dashboard at the end.</summary>
public sealed class ClinicTests(Clinic clinic) : IClassFixture<Clinic>
{
    [Fact]
    public async Task ThreePagesAFormAndAStepBackAreInTheReportsAndInTheDashboardExactly()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();
        var sent = site.Sent(page);

        await site.SeenAsync(page, () => page.GotoAsync(site.Url));
        await site.SeenAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Services" }).ClickAsync());
        await site.SeenAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Cardiology" }).ClickAsync());
        await site.SeenAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Book with a cardiologist" }).ClickAsync());
        await page.GetByLabel("First name").FillAsync("Mirjam");
        await page.GetByLabel("Last name").FillAsync("Oosterhuis");
        await page.GetByLabel("E-mail").FillAsync("mirjam.oosterhuis@mail.example");
        await page.GetByLabel("Phone").FillAsync("+31 6 1234 5678");
        await page.GetByLabel("Doctor").SelectOptionAsync("Dr. Lena Fischer");
        await page.GetByLabel("What is it about?").FillAsync("a lump that I found on Tuesday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for this appointment" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        await site.EventsAsync(7);
        await page.GoBackAsync();
        await site.EventsAsync(8);
        await page.Context.CloseAsync();

        // Which of its pages are read, the clinic knows; of the appointment that it is one.
        (string, int)[] pages = [("/appointments", 3), ("/", 1), ("/services", 1), ("/services/cardiology", 1)];
        Assert.Equal([("PageView", 6), ("Schedule", 1), ("ViewContent", 1)], await site.ReportAsync("events", "events"));
        Assert.Equal(pages, await site.ReportAsync("pages", "pageviews"));
        var overview = await site.OverviewAsync();
        Assert.Equal((1, 1, 6, 8), (overview.GetProperty("visitors").GetInt32(), overview.GetProperty("sessions").GetInt32(), overview.GetProperty("pageviews").GetInt32(), overview.GetProperty("events").GetInt32()));

        var dashboard = await site.DashboardAsync();
        Assert.Equal((1, 1, 6, 8), (await dashboard.NumberAsync("Visitors"), await dashboard.NumberAsync("Visits"), await dashboard.NumberAsync("Page views"), await dashboard.NumberAsync("Events")));
        Assert.Equal([("Page view", 6), ("Schedule", 1), ("ViewContent", 1)], await dashboard.PanelAsync("actions", "Events"));
        Assert.Equal([.. pages.Select(p => p.Item1).Order(StringComparer.Ordinal).Select(p => (p, 1))], await dashboard.PanelAsync("pages", "Visitors"));
        Assert.Equal(pages, await dashboard.ListAsync("page", "Page views"));
        Assert.All(sent, body => Assert.DoesNotContain(["oosterhuis", "Mirjam", "lump", "Fischer", "Thank you", "service="], part => body.Contains(part, StringComparison.OrdinalIgnoreCase)));
        await clinic.NothingOnDiskSaysAsync("oosterhuis", "Mirjam", "lump that I found", "1234 5678", "12345678", "Lena Fischer", "service=cardiology", "127.0.0.1\"");
    }

    [Fact]
    public async Task WithGlobalPrivacyControlNoIdentifierLeavesThePage()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();
        await page.Context.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
        var sent = site.Sent(page);

        await page.GotoAsync(site.Url + "?fbclid=abc123def456&gclid=xyz987uvw654");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, that is fine" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Doctors" }).ClickAsync();
        await site.EventsAsync(2);

        Assert.NotEmpty(sent);
        Assert.All(sent, body => Assert.DoesNotContain(["\"visitor\"", "\"user\"", "fbclid", "gclid", "abc123def456", "xyz987uvw654", "\"c."], part => body.Contains(part, StringComparison.Ordinal)));
        Assert.Empty(await page.Context.CookiesAsync());
    }

    [Fact]
    public async Task AfterARevokeThereAreNoEventsAndNoCookies()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();
        await page.GotoAsync(site.Url);
        await site.EventsAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "No, do not count me" }).ClickAsync();
        var sent = site.Sent(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Check-ups" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Heart check-up" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to basket" }).ClickAsync();
        await page.GotoAsync(site.Url + "doctors");
        await page.CloseAsync();

        Assert.Empty(sent);
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal(1, (await site.OverviewAsync()).GetProperty("events").GetInt32());
    }

    [Fact]
    public async Task WithConsentTheCookieMakesTwoDaysOneVisitor()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();
        await page.GotoAsync(site.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, that is fine" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Doctors" }).ClickAsync();
        await site.EventsAsync(2);

        var cookie = Assert.Single(await page.Context.CookiesAsync());
        Assert.Equal("_candor", cookie.Name);
        Assert.StartsWith("c.", cookie.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangedPolicyHoldsOnTheNextPageWithinFiveSeconds()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();
        await site.SeenAsync(page, () => page.GotoAsync(site.Url + "doctors"));
        var sent = site.Sent(page);

        clinic.ChangePolicy($$"""

            sites:
              {{new Uri(site.Url).Host}}: {pages: {"/doctors/**": {count: none} }, fields: {content_category: remove} }

            """);
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Link, new() { Name = "Dr. Amara Osei" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Dr. Amara Osei" }).WaitForAsync();
        await site.SeenAsync(page, () => page.GotoAsync(site.Url + "services/cardiology"));
        await site.EventsAsync(3);

        Assert.Equal([("/doctors", 1), ("/services/cardiology", 1)], await site.ReportAsync("pages", "pageviews"));
        Assert.Contains(sent, body => body.Contains("ViewContent", StringComparison.Ordinal));
        Assert.All(sent, body => Assert.DoesNotContain(["osei", "content_category"], part => body.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>All in the owner's browser, with a visitor's browser beside it.</summary>
    [Fact]
    public async Task APolicyIsMendedTriedAndPublishedOnItsPageAndTheNextEventObeysWithinFiveSeconds()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();
        var sent = site.Sent(page);
        await site.SeenAsync(page, () => page.GotoAsync(site.Url + "services/cardiology"));
        await site.EventsAsync(2);
        Assert.Contains("content_category", LastView(), StringComparison.Ordinal);
        var owner = await clinic.OpenAsOwnerAsync();
        await owner.GotoAsync($"{clinic.Server}/policy");
        var text = owner.Locator("#policy-text");
        var rule = $"sites:\n  {new Uri(site.Url).Host}: {{fields: {{content_category: ";

        // A mistake stands at its line, and leads there from the keyboard.
        await text.FillAsync($"{DemoPolicy.Text}{rule}delete}}}}\n");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(owner.Locator("#mistakes")).ToBeFocusedAsync();
        await owner.Keyboard.PressAsync("Tab");
        await owner.Keyboard.PressAsync("Enter");
        await Assertions.Expect(text).ToBeFocusedAsync();
        Assert.StartsWith("delete", await text.EvaluateAsync<string>("t => t.value.slice(t.selectionStart, t.selectionEnd)"), StringComparison.Ordinal);
        Assert.Equal($"{DemoPolicy.Text}{rule}".Split('\n').Length.ToString(System.Globalization.CultureInfo.InvariantCulture), await owner.Locator(".editor-lines .bad").InnerTextAsync());

        // Mended: the difference in words, and in what was recorded.
        await text.FillAsync($"{DemoPolicy.Text}{rule}remove}}}}\n");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Assertions.Expect(owner.Locator("#changes")).ToContainTextAsync("content_category");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Replay", Exact = true }).ClickAsync();
        var redacted = owner.Locator("#replay-result details", new() { HasText = "props.content_category" });
        await Assertions.Expect(redacted).ToContainTextAsync("newly redacted");
        await redacted.Locator("summary").ClickAsync();
        await Assertions.Expect(redacted.Locator("li").First).ToContainTextAsync("/services/cardiology: ");
        Assert.Contains("content_category", LastView(), StringComparison.Ordinal);
        var asked = await BuiltCandor.RunWithInputAsync(clinic.Data, "defaults: {events: [Purchase]}", "guard", "replay", "--policy", "-", "--last", "1d", "--site", site.Site, "--format", "json");
        Assert.True(asked.ExitCode == 0, asked.Error);
        var answer = JsonDocument.Parse(asked.Output).RootElement; // Beside it the progress, on stderr.
        Assert.Equal((2, 2), (answer.GetProperty("events").GetInt32(), answer.GetProperty("lost").GetInt32()));

        await owner.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Assertions.Expect(owner.GetByText("is in force.", new() { Exact = false }).First).ToBeVisibleAsync();
        var published = TimeProvider.System.GetTimestamp();
        do
            await site.SeenAsync(page, () => page.GotoAsync(site.Url + "services/cardiology"));
        while (LastView().Contains("content_category", StringComparison.Ordinal) && TimeProvider.System.GetElapsedTime(published) < TimeSpan.FromSeconds(5));

        // It no longer leaves the page; and what the collector took has nothing of it.
        Assert.DoesNotContain("content_category", LastView(), StringComparison.Ordinal);
        await owner.GotoAsync($"{clinic.Server}/sites/{site.Site}/debugger?event=ViewContent");
        await Assertions.Expect(owner.Locator("details.event")).Not.ToHaveCountAsync(0);
        await owner.Locator("details.event summary").First.PressAsync("Enter");
        await Assertions.Expect(owner.Locator("details.event[open]")).ToContainTextAsync("url.path");
        await Assertions.Expect(owner.Locator("details.event[open]")).Not.ToContainTextAsync("content_category");

        string LastView() => sent.Last(body => body.Contains("ViewContent", StringComparison.Ordinal));
    }
}
