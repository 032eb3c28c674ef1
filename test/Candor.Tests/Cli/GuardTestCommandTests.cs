using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.Cli;

public sealed class GuardTestCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task EachEventGetsAVerdictOnALineWithTheMembersItCameWith()
    {
        File.WriteAllLines(folder["events.jsonl"],
        [
            """{"id":"a","event":{"name":"Lead","url":"https://www.example.org/?email=maria%40example.com","title":null,"properties":{"value":10.50},"form":{"your-message":"help me please"}}}""",
            "",
            """{"id":7,"event":{"name":"PageView","url":"https://www.example.org/","referrer":"","properties":{ "a" : [1, 2.0] }}}""",
        ]);
        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "test", folder["events.jsonl"], "--format", "jsonl");
        var answers = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal((0, "", 2), (ran.ExitCode, ran.Error, answers.Length));
        var first = JsonElement.Parse(answers[0]);
        Assert.Equal(("a", "redact"), (first.GetProperty("id").GetString(), first.GetProperty("verdict").GetString()));
        Assert.Equal(["email", "free_text"], first.GetProperty("categories").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal("""{"name":"Lead","url":"https://www.example.org/?email=[email]","title":null,"properties":{"value":10.50},"form":{"your-message":"[text]"}}""", first.GetProperty("stored").GetRawText());
        Assert.Equal("""{"id":7,"verdict":"pass","categories":[],"reasons":[],"stored":{"name":"PageView","url":"https://www.example.org/","referrer":"","properties":{ "a" : [1, 2.0] }}}""", answers[1]);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task EveryLineThatCannotBeReadIsToldAndTheOthersAreAnswered()
    {
        File.WriteAllLines(folder["events.jsonl"], ["{", """{"id":1}""", """{"id":2,"event":{"name":5}}""", """{"id":3,"event":{"name":"X"}}"""]);
        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "test", folder["events.jsonl"]);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("\"id\":3", ran.Output, StringComparison.Ordinal);
        foreach (var number in (int[])[1, 2, 3])
            Assert.Contains($"events.jsonl:{number}: ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePolicyThatIsNamedDecides()
    {
        File.WriteAllText(folder["policy.yaml"], "sites: {example.org: {events: [PageView]}}");
        File.WriteAllText(folder["events.jsonl"], """{"id":1,"event":{"name":"Lead","url":"https://www.example.org/"}}""");
        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "test", folder["events.jsonl"], "--config", folder["policy.yaml"]);

        Assert.Equal("""{"id":1,"verdict":"drop","categories":["event-not-allowed"],"reasons":[{"category":"event-not-allowed","where":"name","why":"event-not-allowed"}],"stored":null}""", ran.Output.Trim());
    }

    [Fact]
    public async Task APolicyWithMistakesIsRefusedWithAllOfThem()
    {
        File.WriteAllText(folder["policy.yaml"], "defaults: {retention: soon, gcp: honour}");
        File.WriteAllText(folder["events.jsonl"], "");
        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "test", folder["events.jsonl"], "--config", folder["policy.yaml"]);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("policy.yaml:1:23 defaults.retention: \"soon\" is not a duration", ran.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'gpc'?", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
