using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.Cli;

public sealed class GuardExplainCommandTests : IDisposable
{
    const string Event = """{"name":"Lead","url":"https://www.example.org/a?email=maria%40example.com","properties":{"value":10,"your_message":"help me please"}}""";

    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task EveryFieldHasItsOutcomeAndEvidenceAndNoValueThatWasTakenOut()
    {
        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "explain", Event, "--format", "json");
        var explained = Assert.Single(JsonElement.Parse(ran.Output).EnumerateArray());
        var fields = explained.GetProperty("fields").EnumerateArray().ToDictionary(f => f.GetProperty("field").GetString()!);

        Assert.Equal((0, "redact"), (ran.ExitCode, explained.GetProperty("verdict").GetString()));
        Assert.Equal("kept", fields["url.path"].GetProperty("outcome").GetString());
        Assert.Equal("kept", fields["properties.value"].GetProperty("outcome").GetString());
        Assert.Equal(("redacted", "email"), (fields["url.query.email"].GetProperty("outcome").GetString(), fields["url.query.email"].GetProperty("evidence")[0].GetProperty("category").GetString()));
        Assert.Equal("text of 14", fields["properties.your_message"].GetProperty("kind").GetString());
        Assert.DoesNotContain("maria", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("help me", ran.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task AFileOfLinesAndOneOverManyLinesAreRead()
    {
        File.WriteAllText(folder["lines.jsonl"], $"{Event}\n\n{{\"event\":{Event}}}\n");
        File.WriteAllText(folder["one.json"], "{\n  \"name\": \"PageView\",\n  \"url\": \"https://www.example.org/\"\n}\n");

        Assert.Equal(2, (await BuiltCandor.RunAsync(folder["data"], "guard", "explain", folder["lines.jsonl"], "--format", "json")).Json().GetArrayLength());
        var table = await BuiltCandor.RunAsync(folder["data"], "guard", "explain", folder["one.json"]);
        Assert.StartsWith("pass\n", table.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.json", "there is no such file")]
    [InlineData("{\"name\":5}", "\"name\" is not a text")]
    [InlineData("{", "is not JSON")]
    public async Task WhatIsNoEventIsTold(string what, string expected)
    {
        var ran = await BuiltCandor.RunAsync(folder["data"], "guard", "explain", what);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(expected, ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
