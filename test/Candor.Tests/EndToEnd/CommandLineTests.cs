using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed class CommandLineTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public async Task HelpGoesToStdoutAndListsWhatWorks()
    {
        var ran = await RunAsync("--help");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Snapshot.Matches("EndToEnd/help.txt", ran.Output);
    }

    [Theory]
    [InlineData("srve", "serve")]
    [InlineData("serve --ulrs http://127.0.0.1:0", "--urls")]
    public async Task AMistypedWordIsWrongUseAndGetsASuggestion(string arguments, string meant)
    {
        var ran = await RunAsync(arguments.Split(' '));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("Did you mean", ran.Error, StringComparison.Ordinal);
        Assert.Contains(meant, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("serve --urls")]
    [InlineData("serve --urls https://127.0.0.1:1")]
    [InlineData("serve --urls http://example.org")]
    [InlineData("serve extra")]
    [InlineData("serve --config nowhere.yaml")]
    public async Task WrongUseExitsWithTwoAndKeepsStdoutClean(string arguments)
    {
        var ran = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeIsOneClearLineAndExitsWithThree()
    {
        File.WriteAllText(folder["file"], "");

        var ran = await BuiltCandor.RunAsync(folder["data"], "serve", "--urls", "http://127.0.0.1:0", "--data", folder["file/data"]);

        Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("candor: The data folder", ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd().Split('\n'));
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], arguments);
}
