using System.Text.Json;
using Candor.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Candor.Tests.EndToEnd;

/// <summary>One clinic's pages, what its visitors do on them, and what the built program says of it.</summary>
sealed class ClinicUnderTest(Clinic clinic, WebApplication app, string site)
{
    public string Url => app.Urls.First().TrimEnd('/') + "/";

    public string Site => site;

    /// <summary>Not headless by name: the collector would mark it as a bot, and reports leave those out.</summary>
    public async Task<IPage> OpenAsync()
    {
        var context = await clinic.Browser.Chromium.NewContextAsync(new BrowserNewContextOptions { UserAgent = CandorApp.Browser });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>
    /// Acts, and looks at the page that comes until its view was sent and it is loaded: a person takes longer than a script to leave again.
    /// Candor's script does not wait for the page's own, so who leaves on the view alone leaves before the page has told its event.
    /// </summary>
    public async Task SeenAsync(IPage page, Func<Task> act)
    {
        await page.RunAndWaitForRequestAsync(act, request => request.Url == clinic.Server + "/e" && request.PostData?.Contains("\"PageView\"", StringComparison.Ordinal) == true);
        // Asked of the page itself: Playwright's own load state can miss an event that came with the request.
        await page.WaitForFunctionAsync("document.readyState === 'complete'");
    }

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

        Assert.Fail($"There are not {expected} events: {await OverviewAsync()} {await AskAsync("events")}");
    }

    public async Task<List<(string Name, int Count)>> ReportAsync(string report, string count) =>
        [.. (await AskAsync(report)).EnumerateArray().Select(row => (row.GetProperty("name").GetString()!, row.GetProperty(count).GetInt32())).OrderByDescending(r => r.Item2).ThenBy(r => r.Item1, StringComparer.Ordinal)];

    public Task<JsonElement> OverviewAsync() => AskAsync("overview");

    /// <summary>Of this site, in a browser of its owner.</summary>
    public async Task<OwnersDashboard> DashboardAsync() => new(await clinic.OpenAsOwnerAsync(), $"{clinic.Server}/sites/{site}");

    async Task<JsonElement> AskAsync(string report)
    {
        var today = TimeProvider.System.GetUtcNow();
        var ran = await BuiltCandor.RunAsync(clinic.Data, "report", report, "--site", site, "--from", $"{today.AddDays(-1):yyyy-MM-dd}", "--to", $"{today.AddDays(1):yyyy-MM-dd}", "--format", "json");
        Assert.True(ran.ExitCode == 0, ran.Error);
        return JsonDocument.Parse(ran.Output).RootElement;
    }
}
