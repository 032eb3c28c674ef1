using System.Net;
using System.Text;
using Candor.Tests.Sites;
using Candor.Tests.Support;
using Npgsql;

namespace Candor.Tests.EndToEnd;

/// <summary>Nodes of a cluster: a folder each, one PostgreSQL database that can be away.</summary>
public sealed class RoleTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly CutWire wire;
    readonly string direct;

    public RoleTests(PostgresServer server)
    {
        wire = new CutWire(server.Port);
        direct = server.NewDatabase(SitesFixture.Prepare);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACollectorStartsAndTakesEventsWithoutTheDatabaseAndSeesChangesOnceItIsBack()
    {
        var data = Node("collector", new NpgsqlConnectionStringBuilder(direct) { Port = wire.Port }.ToString());
        var site = await AddSiteAsync(data, "example.org");
        await using (var first = await RunningCandor.StartAsync(data, "--role", "collector"))
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(first, site));

        wire.Cut();
        await using var alone = await RunningCandor.StartAsync(data, "--role", "collector");
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(alone, site));
        Assert.Equal(HttpStatusCode.OK, (await alone.Http.GetAsync("/readyz", Cancel)).StatusCode);

        wire.Mend();
        var added = await AddSiteAsync(Node("other", direct), "later.example");
        await EventuallyAsync(async () => await SendAsync(alone, added) == HttpStatusCode.NoContent);
        await EventuallyAsync(async () => (await alone.Http.GetStringAsync("/readyz", Cancel)).Contains("\"shared\"", StringComparison.Ordinal));

        var log = (await alone.StopAsync()).Error;
        Assert.Contains("cannot be reached", log, StringComparison.Ordinal);
        Assert.Contains("goes on with the 1 site(s) that it knows", log, StringComparison.Ordinal);
        Assert.Contains("The database is back", log, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, log, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatANodeKeepsOfTheDatabaseIsForItsOwnerOnly()
    {
        var data = Node("collector", direct);
        await AddSiteAsync(data, "example.org");
        await using var collector = await RunningCandor.StartAsync(data, "--role", "collector");

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead of modes.");
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, new FileInfo(Path.Combine(data, "cache", "sites.json")).UnixFileMode);
        Assert.Equal(Owner, new FileInfo(Path.Combine(data, "salt")).UnixFileMode);
        Assert.Equal(Owner | UnixFileMode.UserExecute, new DirectoryInfo(Path.Combine(data, "cache")).UnixFileMode);
        Assert.False(File.Exists(Path.Combine(data, "candor.db")));
    }

    [Fact]
    public async Task WithoutDatabaseAndCopyANodeSaysWhatIsMissing()
    {
        wire.Cut();
        var data = Node("collector", new NpgsqlConnectionStringBuilder(direct) { Port = wire.Port }.ToString());

        var ran = await BuiltCandor.RunAsync(data, "serve", "--role", "collector", "--urls", "http://127.0.0.1:0");

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("has no copy of its sites yet", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{wire.Port} cannot be reached", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACollectorShowsNothingAndADashboardTakesNothing()
    {
        var (data, other) = (Node("collector", direct), Node("dashboard", direct));
        var site = await AddSiteAsync(data, "example.org");
        await using var collector = await RunningCandor.StartAsync(data, "--role", "collector");
        await using var dashboard = await RunningCandor.StartAsync(other, "--role", "dashboard");

        foreach (var path in (string[])["/", "/sign-in", "/api/sites", "/api/reports/overview", "/nothing"])
            Assert.Equal(HttpStatusCode.NotFound, (await collector.Http.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Http.GetAsync("/sign-in", Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.NoContent, await SendAsync(dashboard, site));
        Assert.Equal("example.org", (await BuiltCandor.RunAsync(data, "site", "list", "--format", "json")).Json()[0].GetProperty("domain").GetString());
    }

    [Fact]
    public async Task TheEnvironmentNamesTheDatabaseToo()
    {
        var data = folder["plain"] + "/data";
        Directory.CreateDirectory(Path.GetDirectoryName(data)!);
        var ran = await BuiltCandor.RunAsync(data, new Dictionary<string, string> { ["CANDOR_DATABASE"] = "Host=only" }, "site", "list");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("CANDOR_DATABASE", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnUnknownRoleIsRefused() =>
        Assert.Equal(2, (await BuiltCandor.RunAsync(folder["data"], "serve", "--role", "king")).ExitCode);

    string Node(string name, string database)
    {
        Directory.CreateDirectory(folder[name]);
        File.WriteAllText(Path.Combine(folder[name], "candor.yaml"), $"server:\n  database: >-\n    {database}\n");
        return Path.Combine(folder[name], "data");
    }

    static async Task<string> AddSiteAsync(string data, string domain) =>
        (await BuiltCandor.RunAsync(data, "site", "add", domain, "--format", "json")).Json().GetProperty("site").GetString()!;

    static async Task<HttpStatusCode> SendAsync(RunningCandor node, string site)
    {
        using var body = new StringContent($$"""{"site":"{{site}}","name":"PageView","url":"https://example.org/"}""", Encoding.UTF8, "text/plain");
        using var answer = await node.Http.PostAsync("/e", body, Cancel);
        return answer.StatusCode;
    }

    static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 100, "It did not become so within ten seconds.");
            await Task.Delay(100, Cancel);
        }
    }

    public void Dispose()
    {
        wire.Dispose();
        folder.Dispose();
    }
}
