using System.Net;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed class ServeTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Data => folder["data"];

    [Fact]
    public async Task AnswersAsSoonAsItSaysSoAndStopsWhenTold()
    {
        await using var server = await RunningCandor.StartAsync(Data);

        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/readyz", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/livez", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(0, (await server.StopAsync()).ExitCode);
    }

    [Fact]
    public async Task ASecondServerOnTheSameFolderRefusesAndNamesTheFirst()
    {
        await using var first = await RunningCandor.StartAsync(Data);

        var second = await BuiltCandor.RunAsync(Data, "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal((3, ""), (second.ExitCode, second.Output));
        Assert.Contains($"process {first.Pid}", second.Error, StringComparison.Ordinal);
        Assert.Contains("--data DIR", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderLeftByAKilledServerIsFreeAgain()
    {
        await using (var first = await RunningCandor.StartAsync(Data))
            await first.KillAsync();

        await using var second = await RunningCandor.StartAsync(Data);

        Assert.Equal(HttpStatusCode.OK, (await second.Http.GetAsync("/readyz", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task APortThatIsTakenIsNamed()
    {
        await using var first = await RunningCandor.StartAsync(Data);

        var second = await BuiltCandor.RunAsync(folder["other"], "serve", "--urls", first.Http.BaseAddress!.ToString());

        Assert.Equal(3, second.ExitCode);
        Assert.Contains("address already in use", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheDataFolderIsForItsOwnerOnly()
    {
        await using var server = await RunningCandor.StartAsync(Data);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Data).UnixFileMode);
    }

    public void Dispose() => folder.Dispose();
}
