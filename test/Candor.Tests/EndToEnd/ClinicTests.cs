using System.Text.Json;
using Candor.Cli.Demo;
using Candor.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Candor.Tests.EndToEnd;

/// <summary>The whole road: a person in a real browser on the demonstration's clinic, the built program behind it, its reports at the end.</summary>
public sealed class ClinicTests(ClinicTests.Clinic clinic) : IClassFixture<ClinicTests.Clinic>
{
    [Fact]
    public async Task ThreePagesAFormAndAStepBackAreInTheReportsExactly()
    {
        var site = await clinic.NewSiteAsync();
        var page = await site.OpenAsync();

        await site.SeenAsync(page, () => page.GotoAsync(site.Url));
        await site.SeenAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Services" }).ClickAsync());
        await site.SeenAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Cardiology" }).ClickAsync());
        await site.SeenAsync(page, () => page.GetByRole(AriaRole.Link, new() { Name = "Book with a cardiologist" }).ClickAsync());
        await page.GetByLabel("First name").FillAsync("Mirjam");
        await page.GetByLabel("Last name").FillAsync("Oosterhuis");
        await page.GetByLabel("E-mail").FillAsync("mirjam.oosterhuis@mail.example");
        await page.GetByLabel("Phone").FillAsync("+31 6 1234 5678");
        await page.GetByLabel("What is it about?").FillAsync("a lump that I found on Tuesday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for this appointment" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Thank you" }).WaitForAsync();
        await site.EventsAsync(7);
        await page.GoBackAsync();
        await site.EventsAsync(8);
        await page.Context.CloseAsync();

        Assert.Equal([("PageView", 6), ("Schedule", 1), ("ViewContent", 1)], await site.ReportAsync("events", "events"));
        Assert.Equal([("/appointments", 2), ("/", 1), ("/appointments/thanks", 1), ("/services", 1), ("/services/cardiology", 1)], await site.ReportAsync("pages", "pageviews"));
        var overview = await site.OverviewAsync();
        Assert.Equal((1, 1, 6, 8), (overview.GetProperty("visitors").GetInt32(), overview.GetProperty("sessions").GetInt32(), overview.GetProperty("pageviews").GetInt32(), overview.GetProperty("events").GetInt32()));
        await clinic.NothingOnDiskSaysAsync("oosterhuis", "Mirjam", "lump that I found", "1234 5678", "12345678", "127.0.0.1\"");
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

    /// <summary>One server for all of these tests; each test takes a site and a clinic of its own.</summary>
    public sealed class Clinic : IAsyncLifetime
    {
        readonly TemporaryFolder folder = new();
        readonly Browser browser = new();
        RunningCandor? server;
        int sites;

        internal string Data => folder["data"];

        internal Browser Browser => browser;

        internal string Server => server!.Http.BaseAddress!.ToString().TrimEnd('/');

        public async ValueTask InitializeAsync()
        {
            server = await RunningCandor.StartAsync(Data);
            await browser.InitializeAsync();
        }

        internal async Task<ClinicUnderTest> NewSiteAsync()
        {
            // Loopback is a /8: each site gets an address of its own, so that cookies and pages do not mix.
            var host = $"127.0.0.{10 + Interlocked.Increment(ref sites)}";
            var added = await BuiltCandor.RunAsync(Data, "site", "add", host, "--format", "json");
            Assert.True(added.ExitCode == 0, added.Error);
            var id = JsonDocument.Parse(added.Output).RootElement.GetProperty("site").GetString()!;
            var app = await new ClinicSite(Server, id).StartAsync($"http://{host}:0", TestContext.Current.CancellationToken);
            return new ClinicUnderTest(this, app, id);
        }

        /// <summary>Searches every byte of the data folder.</summary>
        internal async Task NothingOnDiskSaysAsync(params string[] secrets)
        {
            // Sockets have no bytes, and the locks are held by the server.
            foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".sock", StringComparison.Ordinal) && !f.EndsWith("lock", StringComparison.Ordinal)))
            {
                await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(open, System.Text.Encoding.Latin1);
                var bytes = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
                foreach (var secret in secrets)
                    Assert.False(bytes.Contains(secret, StringComparison.OrdinalIgnoreCase), $"'{secret}' stands in {Path.GetRelativePath(Data, file)}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            await browser.DisposeAsync();
            if (server is not null)
                await server.DisposeAsync();
            folder.Dispose();
        }
    }

    internal sealed class ClinicUnderTest(Clinic clinic, WebApplication app, string site)
    {
        public string Url => app.Urls.First().TrimEnd('/') + "/";

        /// <summary>Not headless by name: the collector would mark it as a bot, and reports leave those out.</summary>
        public async Task<IPage> OpenAsync()
        {
            var context = await clinic.Browser.Chromium.NewContextAsync(new BrowserNewContextOptions { UserAgent = CandorApp.Browser });
            context.SetDefaultTimeout(20_000);
            return await context.NewPageAsync();
        }

        /// <summary>Acts, and looks at the page that comes until its view was sent: a person takes longer than a script to leave again.</summary>
        public Task SeenAsync(IPage page, Func<Task> act) =>
            page.RunAndWaitForRequestAsync(act, request => request.Url == clinic.Server + "/e" && request.PostData?.Contains("\"PageView\"", StringComparison.Ordinal) == true);

        /// <summary>Bodies of the event requests that the page sends from now on.</summary>
        public List<string> Sent(IPage page)
        {
            var bodies = new List<string>();
            page.Context.Request += (_, request) =>
            {
                if (request.Url.StartsWith(clinic.Server + "/e", StringComparison.Ordinal))
                    bodies.Add(request.Url + " " + request.PostData);
            };
            return bodies;
        }

        /// <summary>Waits until the reports show so many events.</summary>
        public async Task EventsAsync(int expected)
        {
            for (var tries = 0; tries < 50; tries++)
            {
                if ((await OverviewAsync()).GetProperty("events").GetInt32() >= expected)
                    return;
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }

            Assert.Fail($"There are not {expected} events: {await OverviewAsync()}");
        }

        public async Task<List<(string Name, int Count)>> ReportAsync(string report, string count) =>
            [.. (await AskAsync(report)).EnumerateArray().Select(row => (row.GetProperty("name").GetString()!, row.GetProperty(count).GetInt32())).OrderByDescending(r => r.Item2).ThenBy(r => r.Item1, StringComparer.Ordinal)];

        public Task<JsonElement> OverviewAsync() => AskAsync("overview");

        async Task<JsonElement> AskAsync(string report)
        {
            var today = TimeProvider.System.GetUtcNow();
            var ran = await BuiltCandor.RunAsync(clinic.Data, "report", report, "--site", site, "--from", $"{today.AddDays(-1):yyyy-MM-dd}", "--to", $"{today.AddDays(1):yyyy-MM-dd}", "--format", "json");
            Assert.True(ran.ExitCode == 0, ran.Error);
            return JsonDocument.Parse(ran.Output).RootElement;
        }
    }
}
