using System.Text.RegularExpressions;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed partial class ConfigTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Config => folder["candor.yaml"];

    [Fact]
    public async Task InitWritesAFileWithoutMistakesAndNeverOverOne()
    {
        Assert.Equal(0, (await RunAsync("init")).ExitCode);
        Assert.Equal((0, ""), await CheckAsync());

        File.AppendAllText(Config, "# mine\n");
        Assert.Equal(2, (await RunAsync("init")).ExitCode);
        Assert.EndsWith("# mine\n", File.ReadAllText(Config), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryLineThatInitCommentsOutIsRight()
    {
        await RunAsync("init");
        var whole = CommentedOut().Replace(File.ReadAllText(Config), "$1").Replace("  geo_database: /var/lib/geo/country.mmdb", "  geo_database: " + Config, StringComparison.Ordinal);
        File.WriteAllText(Config, whole);

        Assert.Equal((0, ""), await CheckAsync());
    }

    [Fact]
    public async Task AllMistakesAreNamedAtOnceWithLineAndMend()
    {
        File.WriteAllText(Config, """
            server:
              urls: [https://0.0.0.0]
              memroy: 1GB
            defaults:
              retention: long
            """);

        var ran = await RunAsync("config", "check");

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"(?s)candor\.yaml:2:\d+ server\.urls.*candor\.yaml:3:\d+ server\.memroy.*memory.*candor\.yaml:5:\d+ defaults\.retention.*13mo", ran.Output);
    }

    [Fact]
    public async Task AServerDoesNotStartOnMistakesAndLeavesTheFolderFree()
    {
        File.WriteAllText(Config, "defaults:\n  retention: long\n");

        var ran = await BuiltCandor.RunAsync(folder["data"], "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("candor.yaml:2:14", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheServerSectionIsWhatOptionsLeaveOpen()
    {
        File.WriteAllText(Config, "server:\n  urls: [\"http://127.0.0.1:0\"]\n  public_url: https://stats.example.org\n");
        var added = await RunAsync("site", "add", "example.org", "--format", "json");

        Assert.Contains("https://stats.example.org/candor.js", added.Output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], arguments);

    async Task<(int, string)> CheckAsync()
    {
        var ran = await RunAsync("config", "check");
        return (ran.ExitCode, ran.Output);
    }

    [GeneratedRegex(@"^(\s*)#(?=\S)", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();
}
