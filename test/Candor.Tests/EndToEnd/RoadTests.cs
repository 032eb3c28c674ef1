using System.Net;
using System.Text;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

/// <summary>An event's whole way through the built program.</summary>
public sealed class RoadTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Data => folder["data"];

    [Fact]
    public async Task WhatWasAcknowledgedIsInTheNextAnswer()
    {
        var site = await AddSiteAsync();
        await using var server = await RunningCandor.StartAsync(Data);

        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(server, site));
            Assert.Equal(i, await CountAsync());
        }
    }

    [Fact]
    public async Task WhatWasAcknowledgedOutlivesAKill()
    {
        var site = await AddSiteAsync();
        await using (var server = await RunningCandor.StartAsync(Data))
        {
            for (var i = 0; i < 5; i++)
                Assert.Equal(HttpStatusCode.NoContent, await SendAsync(server, site));
            await server.KillAsync();
        }

        Assert.Equal(5, await CountAsync());

        await using var again = await RunningCandor.StartAsync(Data);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(again, site));
        Assert.Equal(6, await CountAsync());
    }

    [Fact]
    public async Task AStoppedServerLeavesNothingBehindAndComplainsOfNothing()
    {
        var site = await AddSiteAsync();
        await using var server = await RunningCandor.StartAsync(Data);
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(server, site));

        var (exitCode, error) = await server.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Contains("/setup?token=", error, StringComparison.Ordinal);
        Assert.Equal(["lock"], Directory.EnumerateFiles(Path.Combine(Data, "run")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ExportGivesWhatWasStoredAsLines()
    {
        var site = await AddSiteAsync();
        await using (var server = await RunningCandor.StartAsync(Data))
            await SendAsync(server, site);

        var line = Assert.Single((await RunAsync("export", "events", "--site", "example.org")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal("https://example.org/a", EventLine.Read(Encoding.UTF8.GetBytes(line)).Url);
    }

    [Fact]
    public async Task TheStoreIsForItsOwnerOnly()
    {
        await using var server = await RunningCandor.StartAsync(Data);

        foreach (var path in (string[])["/api/backup", "/api/export/events", "/api/sites"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.Http.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task SqlOnlyReads()
    {
        Assert.Equal((2, ""), Short(await RunAsync("query", "delete from events")));
        Assert.Equal((2, ""), Short(await RunAsync("query", "select * from read_csv('/etc/passwd')")));
        Assert.Equal((0, "[{\"a\":1,\"b\":\"x\"}]\n"), Short(await RunAsync("query", "select 1 as a, 'x' as b", "--format", "json")));
    }

    [Fact]
    public async Task AFullDiskIsAClearNoAndEndsByItself()
    {
        var site = await AddSiteAsync();
        File.WriteAllText(folder["candor.yaml"], "server:\n  keep_free: 900TiB\n");
        await using (var server = await RunningCandor.StartAsync(Data))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(server, site));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.Http.GetAsync("/readyz", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/livez", TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(0, await CountAsync());
        }
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(Data, arguments);

    async Task<string> AddSiteAsync() => (await RunAsync("site", "add", "example.org", "--format", "json")).Json().GetProperty("site").GetString()!;

    async Task<int> CountAsync() => (await RunAsync("query", "select count(*) as n from events", "--format", "json")).Json()[0].GetProperty("n").GetInt32();

    static (int, string) Short(Ran ran) => (ran.ExitCode, ran.Output);

    static async Task<HttpStatusCode> SendAsync(RunningCandor server, string site)
    {
        using var body = new StringContent($$"""{"site":"{{site}}","name":"PageView","url":"https://example.org/a"}""", Encoding.UTF8, "text/plain");
        using var answer = await server.Http.PostAsync("/e", body, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
