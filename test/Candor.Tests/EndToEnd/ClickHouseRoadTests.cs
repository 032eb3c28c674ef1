using System.Net;
using System.Text;
using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

/// <summary>The same road with events on a ClickHouse server: only candor.yaml differs.</summary>
public sealed class ClickHouseRoadTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string data;

    public ClickHouseRoadTests()
    {
        data = folder["node"];
        Directory.CreateDirectory(data);
        File.WriteAllText(folder["candor.yaml"], $"""
            server:
              store: {"{"}engine: clickhouse, nodes: ["{ClickHouseServer.Shared.Address}"], database: {ClickHouseServer.NewDatabase()}_road{"}"}
            """);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnEventOfAPageIsInTheReportsWithAndWithoutARunningServer()
    {
        var added = await BuiltCandor.RunAsync(data, "site", "add", "example.org", "--format", "json");
        Assert.Equal(0, added.ExitCode);
        var site = JsonDocument.Parse(added.Output).RootElement.GetProperty("site").GetString()!;
        await using (var server = await RunningCandor.StartAsync(data))
        {
            for (var view = 0; view < 3; view++)
                Assert.Equal(HttpStatusCode.NoContent, await SendAsync(server, site, view));
            Assert.Equal((1, 1, 3), await OverviewAsync(site));
            var replayed = await BuiltCandor.RunWithInputAsync(data, "defaults: {events: [Purchase]}", "guard", "replay", "--policy", "-", "--last", "1d", "--format", "json");
            Assert.True(replayed.ExitCode == 0, replayed.Error);
            var answer = JsonDocument.Parse(replayed.Output).RootElement; // Beside it the progress, on stderr.
            Assert.Equal((3, 3), (answer.GetProperty("events").GetInt32(), answer.GetProperty("lost").GetInt32()));
            Assert.Contains("ClickHouse", (await BuiltCandor.RunAsync(data, "doctor")).Output, StringComparison.Ordinal);
        }

        Assert.Equal((1, 1, 3), await OverviewAsync(site));
    }

    static async Task<HttpStatusCode> SendAsync(RunningCandor server, string site, int view)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/e")
        {
            Content = new StringContent($$"""{"site":"{{site}}","id":"{{Guid.CreateVersion7()}}","name":"PageView","url":"https://example.org/page-{{view}}","source":"pixel"}""", Encoding.UTF8, "text/plain"),
        };
        request.Headers.UserAgent.ParseAdd(CandorApp.Browser);
        return (await server.Http.SendAsync(request, Cancel)).StatusCode;
    }

    async Task<(int Visitors, int Sessions, int PageViews)> OverviewAsync(string site)
    {
        var ran = await BuiltCandor.RunAsync(data, "report", "overview", "--site", site, "--period", "30d", "--format", "json");
        Assert.True(ran.ExitCode == 0, ran.Error);
        var overview = JsonDocument.Parse(ran.Output).RootElement;
        return (overview.GetProperty("visitors").GetInt32(), overview.GetProperty("sessions").GetInt32(), overview.GetProperty("pageviews").GetInt32());
    }

    public void Dispose() => folder.Dispose();
}
