using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

/// <summary>The built program reads recordings as a reporter or a build server would let it.</summary>
public sealed class AuditTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public AuditTests()
    {
        File.WriteAllText(folder["leak.har"], new Har().Document("https://clinic.example.org/a").Get("https://www.facebook.com/tr/?id=123&ev=Lead&dl=https%3A%2F%2Fclinic.example.org%2Fa%3Femail%3Djane%40example.com").Text());
        File.WriteAllText(folder["clean.har"], new Har().Document("https://clinic.example.org/b").Post("https://clinic.example.org/api", "application/json", """{"email":"jane@example.com"}""").Text());
    }

    [Fact]
    public async Task ARecordingGivesTheContractsJsonAndFailsOnlyWhenAsked()
    {
        var ran = await RunAsync("leak.har", "--format", "json");
        var json = ran.Json();

        Assert.Equal("candor.audit/1", json.GetProperty("schema").GetString());
        Assert.Equal("personal-data-sent", json.GetProperty("findings")[0].GetProperty("rule").GetString());
        Assert.Equal(1, (await RunAsync("leak.har", "--fail-on", "high")).ExitCode);
        Assert.Equal(0, (await RunAsync("clean.har", "--fail-on", "low")).ExitCode);
        Assert.Equal(1, (await RunAsync("leak.har", "--preset", "hospital")).ExitCode);
    }

    [Fact]
    public async Task SeveralRecordingsGiveAnArrayAndAFolderOfReports()
    {
        var ran = await RunAsync("leak.har", "clean.har", "--format", "json", "--out", folder["out"]);

        Assert.Equal(2, JsonDocument.Parse(ran.Output).RootElement.GetArrayLength());
        Assert.Equal(["audit.json", "audit.junit.xml", "audit.sarif", "clean.html", "leak.html"], Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatTheBaselineKnowsFailsNoMore()
    {
        await RunAsync("leak.har", "--write-baseline", folder["known.json"]);

        Assert.Equal(0, (await RunAsync("leak.har", "--baseline", folder["known.json"], "--fail-on", "low")).ExitCode);
        Assert.Equal(1, (await RunAsync("leak.har", "--fail-on", "low")).ExitCode);
    }

    [Theory]
    [InlineData(3, "recordings only", "https://example.org/")]
    [InlineData(2, "no such file", "nowhere.har")]
    [InlineData(2, "no such rules file", "leak.har", "--rules", "nowhere.yaml")]
    [InlineData(2, "exclude one another", "leak.har", "--rules", "a.yaml", "--preset", "shop")]
    [InlineData(2, "one source", "leak.har", "clean.har", "--format", "html")]
    public async Task WhatCannotBeDoneIsSaidInOneLine(int code, string says, params string[] arguments)
    {
        var ran = await RunAsync(arguments);

        Assert.Equal((code, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AFileThatIsNoRecordingAndARulesFileWithMistakesAreTold()
    {
        File.WriteAllText(folder["no.har"], "<html>");
        File.WriteAllText(folder["bad.yaml"], "rules:\n  opaque: maybe\n  nothing: off\n");

        Assert.Equal(3, (await RunAsync("no.har")).ExitCode);
        var rules = await RunAsync("leak.har", "--rules", folder["bad.yaml"]);
        Assert.Equal(2, rules.ExitCode);
        Assert.Contains("bad.yaml:2", rules.Error, StringComparison.Ordinal);
        Assert.Contains("bad.yaml:3", rules.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], ["audit", .. arguments.Select(a => a.EndsWith(".har", StringComparison.Ordinal) ? folder[a] : a)]);
}
