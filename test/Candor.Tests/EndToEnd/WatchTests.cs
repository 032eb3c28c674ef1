using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Candor.Sites;
using Candor.Tests.Sites;
using Candor.Tests.Support;
using Npgsql;

namespace Candor.Tests.EndToEnd;

/// <summary>What a node tells those who watch it.</summary>
public sealed class WatchTests(PostgresServer server) : IDisposable
{
    readonly TemporaryFolder folder = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string Data => folder["data"];

    [Fact]
    public async Task AReadyNodeNamesItsParts()
    {
        await using var node = await RunningCandor.StartAsync(Data);

        var (status, ready) = await ReadyAsync(node);
        Assert.Equal((HttpStatusCode.OK, true, "all"), (status, ready.GetProperty("ready").GetBoolean(), ready.GetProperty("role").GetString()));
        Assert.Equal(["journal ok", "database ok", "store ok", "loader ok"], Parts(ready));
        Assert.All(ready.GetProperty("parts").EnumerateArray(), part => Assert.Equal(["part", "state", "detail"], part.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task ANodeThatTakesNoEventsIsNotReady()
    {
        File.WriteAllText(folder["candor.yaml"], "server:\n  keep_free: 900TiB\n");
        var site = await AddSiteAsync();
        await using var node = await RunningCandor.StartAsync(Data);
        await SendAsync(node, site, "");

        var (status, ready) = await ReadyAsync(node);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, false), (status, ready.GetProperty("ready").GetBoolean()));
        Assert.Contains("journal fail", Parts(ready));
    }

    [Fact]
    public async Task ADatabaseThatIsAwayIsToldToStrangersWithoutItsNameAndToTheOwnerWithIt()
    {
        using var wire = new CutWire(server.Port);
        var address = new NpgsqlConnectionStringBuilder(server.NewDatabase(SitesFixture.Prepare)) { Port = wire.Port };
        File.WriteAllText(folder["candor.yaml"], $"server:\n  database: >-\n    {address}\n");
        await using var node = await RunningCandor.StartAsync(Data, "--role", "collector");
        wire.Cut();
        await EventuallyAsync(async () => Parts((await ReadyAsync(node)).Body).Contains("database warn"));

        var (status, ready) = await ReadyAsync(node);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain(address.Database!, ready.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", ready.GetRawText(), StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{wire.Port} cannot be reached", (await BuiltCandor.RunAsync(Data, "doctor", "--format", "json")).Output, StringComparison.Ordinal);

        wire.Mend();
        await EventuallyAsync(async () => Parts((await ReadyAsync(node)).Body).Contains("database ok"));
    }

    [Fact]
    public async Task ADashboardIsNotReadyWithoutItsDatabaseAndALoaderIs()
    {
        using var wire = new CutWire(server.Port);
        var address = new NpgsqlConnectionStringBuilder(server.NewDatabase(SitesFixture.Prepare)) { Port = wire.Port };
        File.WriteAllText(folder["candor.yaml"], $"server:\n  database: >-\n    {address}\n");
        using (var users = new UserDirectory(SitesDatabase.Of(new SitesOptions(folder["none"]) { Postgres = address.ToString() }), TimeProvider.System))
            await users.AddAsync("ada", "a long sentence works", UserRole.Owner, Cancel);
        await using var dashboard = await RunningCandor.StartAsync(Data, "--role", "dashboard");
        await using var loader = await RunningCandor.StartAsync(folder["loader"], "--role", "loader");
        Assert.Equal(["database ok", "store ok"], Parts((await ReadyAsync(dashboard)).Body));
        Assert.Equal(["database ok", "store ok", "loader ok"], Parts((await ReadyAsync(loader)).Body));

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(dashboard)).StatusCode);
        wire.Cut();
        await EventuallyAsync(async () => (await ReadyAsync(dashboard)).Status == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await ReadyAsync(loader)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await loader.Http.GetAsync("/e?site=s", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SignInAsync(dashboard)).StatusCode);
    }

    /// <summary>By the form, as a browser does it.</summary>
    static async Task<HttpResponseMessage> SignInAsync(RunningCandor node)
    {
        var page = await node.Http.GetStringAsync("/sign-in", Cancel);
        var form = new Dictionary<string, string> { ["name"] = "ada", ["password"] = "a long sentence works" };
        foreach (Match hidden in Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\""))
            form[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
        return await node.Http.PostAsync("/sign-in", new FormUrlEncodedContent(form), Cancel);
    }

    [Fact]
    public async Task MetricsAreForTheOwnerAndForAKeyThatReadsAllSites()
    {
        var site = await AddSiteAsync();
        var (all, one) = (await KeyAsync(), await KeyAsync("--site", site));
        await using var node = await RunningCandor.StartAsync(Data);

        Assert.Equal(HttpStatusCode.Unauthorized, (await node.Http.GetAsync("/metrics", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ScrapeAsync(node, one)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ScrapeAsync(node, all)).StatusCode);
    }

    [Fact]
    public async Task MetricsCountWhatBecameOfEventsAndHowLongItTook()
    {
        var site = await AddSiteAsync();
        var key = await KeyAsync();
        await using var node = await RunningCandor.StartAsync(Data);
        await SendAsync(node, site, "?note=ada@example.org");
        await SendAsync(node, "s_missing", "");
        await BuiltCandor.RunAsync(Data, "report", "overview", "--site", site);

        var text = await (await ScrapeAsync(node, key)).Content.ReadAsStringAsync(Cancel);
        foreach (var line in (string[])
        [
            @"candor_collect_accepted_total\S* 1", @"candor_collect_refused_total\{[^}]*reason=""UnknownSite""[^}]*\} 1", @"candor_collect_redacted_total\S* 1",
            @"candor_guard_removed_total\{[^}]*category=""[a-z_-]+""[^}]*verdict=""Redact""|candor_guard_removed_total\{[^}]*verdict=""Redact""[^}]*category=", @"candor_collect_append_seconds_count\S* 1", @"candor_collect_acknowledge_seconds_bucket\{.*le=""0\.005""",
            @"candor_loader_lag\S* 0", @"candor_store_query_seconds_count\{[^}]*kind=""report""", @"candor_store_load_seconds_count",
        ])
            Assert.Matches(line, text);
        Assert.DoesNotContain(site, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TracesLeaveOnlyWhereTheyAreAskedForAndWithoutAnythingOfAVisitor()
    {
        using var receiver = new HttpListener();
        var port = FreePort();
        receiver.Prefixes.Add($"http://127.0.0.1:{port}/");
        receiver.Start();
        var site = await AddSiteAsync();
        await using var node = await RunningCandor.StartAsync(Data, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
        node.Http.DefaultRequestHeaders.UserAgent.ParseAdd("MarkedAgent/1.0");
        var arrived = ReceiveAsync(receiver, "/v1/traces", "collect");
        await SendAsync(node, site, "?marked=query");

        var body = await arrived.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        foreach (var mark in (string[])["MarkedAgent", "marked", "example.org", site])
            Assert.DoesNotContain(mark, body, StringComparison.Ordinal);
    }

    static async Task<string> ReceiveAsync(HttpListener receiver, string path, string word)
    {
        while (true)
        {
            var request = await receiver.GetContextAsync();
            using var reader = new StreamReader(request.Request.InputStream, Encoding.Latin1);
            var body = await reader.ReadToEndAsync(Cancel);
            request.Response.Close();
            if (request.Request.Url!.AbsolutePath == path && body.Contains(word, StringComparison.Ordinal))
                return body;
        }
    }

    static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync(RunningCandor node)
    {
        using var answer = await node.Http.GetAsync("/readyz", Cancel);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        return (answer.StatusCode, body.RootElement.Clone());
    }

    static string[] Parts(JsonElement ready) => [.. ready.GetProperty("parts").EnumerateArray().Select(p => $"{p.GetProperty("part").GetString()} {p.GetProperty("state").GetString()}")];

    static Task<HttpResponseMessage> ScrapeAsync(RunningCandor node, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return node.Http.SendAsync(request, Cancel);
    }

    async Task<string> AddSiteAsync() => (await BuiltCandor.RunAsync(Data, "site", "add", "example.org", "--format", "json")).Json().GetProperty("site").GetString()!;

    async Task<string> KeyAsync(params string[] more) => (await BuiltCandor.RunAsync(Data, ["key", "add", "--scope", "read", "--format", "json", .. more])).Json().GetProperty("key").GetString()!;

    static async Task SendAsync(RunningCandor node, string site, string query)
    {
        using var body = new StringContent($$"""{"site":"{{site}}","name":"PageView","url":"https://example.org/{{query}}"}""", Encoding.UTF8, "text/plain");
        using var answer = await node.Http.PostAsync("/e", body, Cancel);
    }

    static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 150, "It did not become so within 15 seconds.");
            await Task.Delay(100, Cancel);
        }
    }

    public void Dispose() => folder.Dispose();
}
