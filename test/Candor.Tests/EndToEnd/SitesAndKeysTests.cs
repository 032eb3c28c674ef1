using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed class SitesAndKeysTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ASiteIsAddedWithAndWithoutARunningServer(bool running)
    {
        await using var server = running ? await RunningCandor.StartAsync(folder["data"]) : null;

        var added = (await RunAsync("site", "add", "example.org", "--format", "json")).Json();
        var listed = (await RunAsync("site", "list", "--format", "json")).Json();

        Assert.Matches("^s_[a-z2-7]{12}$", Text(added, "site"));
        Assert.Equal("example.org", Text(added, "domain"));
        var address = server?.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) ?? "http://127.0.0.1:8080";
        Assert.Equal($"""<script async src="{address}/candor.js" data-site="{Text(added, "site")}"></script>""", Text(added, "snippet"));
        Assert.Equal(Text(added, "site"), Text(listed[0], "site"));
    }

    [Fact]
    public async Task AReadKeyOpensTheApiUntilItIsRevoked()
    {
        await using var server = await RunningCandor.StartAsync(folder["data"]);
        var key = (await RunAsync("key", "add", "--scope", "read", "--format", "json")).Json();

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, key: null));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, Text(key, "key")));
        Assert.Equal(0, (await RunAsync("key", "revoke", Text(key, "id"))).ExitCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, Text(key, "key")));
    }

    [Fact]
    public async Task AKeyOfASiteIsGivenOnce()
    {
        var site = Text((await RunAsync("site", "add", "example.org", "--format", "json")).Json(), "site");

        var key = (await RunAsync("key", "add", "--site", site, "--scope", "ingest", "--format", "json")).Json();
        var listed = await RunAsync("key", "list", "--site", site, "--format", "csv");

        Assert.StartsWith("ck_", Text(key, "key"), StringComparison.Ordinal);
        Assert.Contains(Text(key, "id"), listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Text(key, "key"), listed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("site add nowhere", "is not a domain")]
    [InlineData("key add --site s_nowhere", "There is no site s_nowhere")]
    [InlineData("key revoke ck_nowhere", "There is no key ck_nowhere")]
    public async Task WhatCannotBeIsSaidAndChangesNothing(string arguments, string why)
    {
        var ran = await RunAsync(arguments.Split(' '));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(why, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandsAtTheSameMomentWaitForEachOther()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => RunAsync("site", "add", $"site{i}.example", "--format", "json")));

        Assert.All(added, ran => Assert.Equal((0, ""), (ran.ExitCode, ran.Error)));
        Assert.Equal(6, (await RunAsync("site", "list", "--format", "json")).Json().GetArrayLength());
    }

    [Fact]
    public async Task TheSocketOfADeepFolderIsShortEnough()
    {
        var deep = folder[Path.Combine(new string('a', 80), new string('b', 80), "data")];
        Directory.CreateDirectory(Path.GetDirectoryName(deep)!);
        await using var server = await RunningCandor.StartAsync(deep);

        Assert.Equal(0, (await BuiltCandor.RunAsync(deep, "site", "add", "example.org")).ExitCode);
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], arguments);

    static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    static async Task<HttpStatusCode> AskAsync(RunningCandor server, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sites");
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
