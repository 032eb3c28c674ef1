using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed class DoctorTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task AHealthyFolderWithAServerHasNothingToMend()
    {
        await RunAsync("site", "add", "example.org");
        await using var server = await RunningCandor.StartAsync(folder["data"]);

        var findings = (await RunAsync("doctor", "--format", "json")).Json();

        Assert.Equal(["users"], Named(findings, "warn"));
        Assert.Empty(Named(findings, "fail"));
    }

    [Fact]
    public async Task ItSaysWhatASiteSendsThatItDidNotSendBefore()
    {
        var now = TimeProvider.System.GetUtcNow();
        await File.WriteAllLinesAsync(folder["events.ndjson"],
        [
            $$"""{"time":"{{now.AddDays(-20):O}}","visitor":"v1","event":"Schedule","url":"https://example.org/book/1"}""",
            .. Enumerable.Range(0, 3).Select(i => $$"""{"time":"{{now.AddDays(-2).AddMinutes(i):O}}","visitor":"v1","event":"Schedule","url":"https://example.org/book/{{i}}","callback":"+49 30 901820"}"""),
        ], TestContext.Current.CancellationToken);
        await RunAsync("import", folder["events.ndjson"]);

        var findings = (await RunAsync("doctor", "--format", "json")).Json();

        var news = findings.EnumerateArray().Where(f => f.GetProperty("check").GetString() == "new data").Select(f => f.GetProperty("detail").GetString()!).ToList();
        Assert.Contains(news, n => n.EndsWith("`Schedule` on /book/* carries a phone number in `callback` (3 events, removed).", StringComparison.Ordinal));
        Assert.Contains(news, n => n.Contains("a property that it did not have before: `callback` (3 events)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EverythingIsLookedAtThoughTheStoreCannotBeOpened()
    {
        await RunAsync("query", "select 1");
        File.WriteAllText(Path.Combine(folder["data"], "store", "events.duckdb"), "not a database, long enough to be taken for one: " + new string('x', 8192));
        File.WriteAllText(folder["candor.yaml"], "defaults:\n  retention: long\n");

        var ran = await RunAsync("doctor", "--format", "json");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Error));
        var findings = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal(["config", "store", "journal"], Named(findings, "fail"));
        Assert.Equal(["server", "sites", "users"], Named(findings, "warn"));
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], arguments);

    static IEnumerable<string> Named(JsonElement findings, string state) =>
        findings.EnumerateArray().Where(f => f.GetProperty("state").GetString() == state).Select(f => f.GetProperty("check").GetString()!);
}
