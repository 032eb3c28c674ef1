using System.Text.Json;
using Candor.Audit.Many;
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

    [Fact]
    public async Task APolicyAndAnEarlierRunAreComparedAndABuildFailsOnWhatIsUndeclaredOrOnOldLists()
    {
        File.WriteAllText(folder["candor.yaml"], "defaults: {}\n");
        File.WriteAllText(folder["before.json"], (await RunAsync("leak.har", "--format", "json")).Output);

        var undeclared = await RunAsync("leak.har", "--policy", folder["candor.yaml"], "--fail-on", "undeclared", "--since", folder["before.json"]);
        Assert.Equal(1, undeclared.ExitCode);
        Assert.Contains("Guard would have withheld", undeclared.Output, StringComparison.Ordinal);
        Assert.Contains("1 new, 0 gone", undeclared.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("clean.har", "--policy", folder["candor.yaml"], "--fail-on", "undeclared", "--fail-on", "low")).ExitCode);
        var stale = await RunAsync("clean.har", "--fail-on", "stale-lists");
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains("EasyPrivacy is ", stale.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "only http and https", "ftp://example.org/")]
    [InlineData(2, "no address of a page", "https://")]
    [InlineData(3, "private address", "http://127.0.0.1:8081/")]
    [InlineData(2, "no such file", "nowhere.har")]
    [InlineData(2, "no such rules file", "leak.har", "--rules", "nowhere.yaml")]
    [InlineData(2, "no such policy", "leak.har", "--policy", "nowhere.yaml")]
    [InlineData(2, "no such report", "leak.har", "--since", "nowhere.json")]
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

    [Fact]
    public async Task ARunOverManyThatIsKilledLosesNothingThatWasFinished()
    {
        const int Many = 40;
        for (var i = 0; i < Many; i++)
            File.Copy(folder[i % 2 == 0 ? "leak.har" : "clean.har"], folder[$"site{i}.har"]);
        File.WriteAllLines(folder["list.txt"], [.. Enumerable.Range(0, Many).Select(i => $"site{i}.har"), "nowhere.har"]);
        using (var process = BuiltCandor.Start(folder["data"], "audit", "--list", folder["list.txt"]))
        {
            await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        var finished = new AuditStore(folder["data/audits/audits.duckdb"]).Latest().Count;
        var ran = await BuiltCandor.RunAsync(folder["data"], "audit", "--list", folder["list.txt"], "--parallel", "2", "--format", "json", "--fail-on", "high");

        var outcomes = JsonDocument.Parse(ran.Output).RootElement;
        Assert.InRange(finished, 1, Many);
        Assert.Equal(Many + 1 - finished, ran.Error.Split('\n').Count(l => l.Contains(".har: ", StringComparison.Ordinal)));
        Assert.Equal((1, Many + 1), (ran.ExitCode, outcomes.GetArrayLength()));
        Assert.Equal(["missing"], outcomes.EnumerateArray().Select(o => o.GetProperty("outcome").GetString()!).Where(o => o != "done"));
        var told = (await BuiltCandor.RunAsync(folder["data"], "report", "audit", "--format", "json")).Json()[0];
        Assert.Equal(("Meta", Many / 2, Many), (told.GetProperty("vendor").GetString(), told.GetProperty("sites").GetInt32(), told.GetProperty("of").GetInt32()));
    }

    [Fact]
    public async Task ListsAreTakenFromAFolderAndGivenBack()
    {
        foreach (var file in Directory.GetFiles(Candor.Audit.Hosts.ListFile.Folder))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(folder["mirror"]).FullName, Path.GetFileName(file)));
        var manifest = File.ReadAllText(folder["mirror/manifest.json"]);
        File.WriteAllText(folder["mirror/manifest.json"], manifest.Replace("2023-04-24", "2026-11-20", StringComparison.Ordinal));

        var taken = await BuiltCandor.RunAsync(folder["data"], "lists", "update", "--from", folder["mirror"], "--format", "json");
        Assert.Contains(taken.Json().EnumerateArray(), l => l.GetProperty("name").GetString() == "EasyPrivacy" && l.GetProperty("date").GetString() == "2026-11-20");
        var back = await BuiltCandor.RunAsync(folder["data"], "lists", "rollback", "--format", "json");
        Assert.Contains(back.Json().EnumerateArray(), l => l.GetProperty("date").GetString() == "2023-04-24");
        Assert.Equal(2, (await BuiltCandor.RunAsync(folder["data"], "lists", "update", "--from", "http://lists.example.org/")).ExitCode);
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], ["audit", .. arguments.Select(a => a.EndsWith(".har", StringComparison.Ordinal) ? folder[a] : a)]);
}
