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
}
