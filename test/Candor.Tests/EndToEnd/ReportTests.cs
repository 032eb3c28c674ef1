using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed class ReportTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ImportedEventsAreInTheReportsOfTheShell(bool running)
    {
        await using var server = running ? await RunningCandor.StartAsync(folder["data"]) : null;
        await File.WriteAllTextAsync(folder["events.csv"], """
            time,visitor,event,page,value
            2026-01-10T10:00:00Z,v1,PageView,/a,
            2026-01-10T10:01:00Z,v1,Purchase,/a,42.5
            2026-01-11T10:00:00Z,v2,PageView,/b,
            2026-02-01T00:00:00Z,v2,PageView,/b,

            """, TestContext.Current.CancellationToken);
        var site = (await RunAsync("site", "add", "example.org", "--format", "json")).Json().GetProperty("site").GetString()!;
        Assert.Equal(0, (await RunAsync("import", folder["events.csv"], "--site", site)).ExitCode);

        var overview = await ReportAsync("overview", "--site", site, "--from", "2026-01-01", "--to", "2026-01-31");
        Assert.Equal((2, 2, 2, 3), (Number(overview, "visitors"), Number(overview, "sessions"), Number(overview, "pageviews"), Number(overview, "events")));
        Assert.Equal(0.5, overview.GetProperty("bounce_rate").GetDouble());
        Assert.Equal(42.5, overview.GetProperty("value").GetDouble());

        var pages = await ReportAsync("pages", "--site", "example.org", "--from", "2026-01-01", "--to", "2026-01-31");
        Assert.Equal("""[{"name":"/a","visitors":1,"pageviews":1,"events":2},{"name":"/b","visitors":1,"pageviews":1,"events":1}]""", pages.GetRawText());

        var filtered = await ReportAsync("events", "--from", "2026-01-01", "--to", "2026-01-31", "--filter", "page==/a", "--filter", "event!=PageView");
        Assert.Equal("Purchase", Assert.Single(filtered.EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("name,visitors,pageviews,events\r\n/a,1,1,2\r\n", (await RunAsync("report", "pages", "--from", "2026-01-01", "--to", "2026-01-10", "--format", "csv")).Output);
        foreach (var report in (string[])["sources", "countries", "devices", "browsers", "timeseries", "live", "guard", "health", "goals"])
            await ReportAsync(report, "--site", site, "--from", "2026-01-01", "--to", "2026-01-31");
    }

    [Fact]
    public async Task AMistakeIsNamedAndMended()
    {
        await RunAsync("site", "add", "example.org");
        await Refused("Did you mean 'overview'?", "report", "overviw");
        await Refused("Did you mean 'page'?", "report", "pages", "--filter", "pag==/a");
        await Refused("is not a date", "report", "pages", "--from", "yesterday");
        await Refused("no site", "report", "pages", "--site", "other.example");
        await RunAsync("site", "add", "example.net");
        await Refused("--site", "report", "pages");
    }

    async Task Refused(string said, params string[] arguments)
    {
        var ran = await RunAsync(arguments);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
    }

    async Task<JsonElement> ReportAsync(params string[] arguments)
    {
        var ran = await RunAsync(["report", .. arguments, "--format", "json"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        return ran.Json();
    }

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], arguments);

    static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    public void Dispose() => folder.Dispose();
}
