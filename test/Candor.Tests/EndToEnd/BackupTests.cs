using System.IO.Compression;
using System.Text;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

public sealed class BackupTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARestoredBackupHoldsEverythingAcknowledgedBefore(bool running)
    {
        await using var server = await RunningCandor.StartAsync(folder["data"]);
        await SendAsync(server, 3);
        if (!running)
            await server.StopAsync();

        var backup = await BuiltCandor.RunAsync(folder["data"], "backup", folder["copy.tar.gz"]);
        if (running)
            await SendAsync(server, 2);
        var restore = await BuiltCandor.RunAsync(folder["other"], "restore", folder["copy.tar.gz"]);

        Assert.Equal((0, ""), (backup.ExitCode, backup.Error));
        Assert.Equal((0, ""), (restore.ExitCode, restore.Error));
        Assert.Equal(3, await CountAsync(folder["other"]));
        Assert.Equal(running ? 5 : 3, await CountAsync(folder["data"]));

        // The restored folder goes on by itself.
        await using var second = await RunningCandor.StartAsync(folder["other"]);
        await SendAsync(second, 1);
        Assert.Equal(4, await CountAsync(folder["other"]));
    }

    [Theory]
    [InlineData("a changed byte")]
    [InlineData("a cut end")]
    public async Task ADamagedBackupIsRefusedAndLeavesNothing(string damage)
    {
        await BuiltCandor.RunAsync(folder["data"], "site", "add", "example.org");
        await BuiltCandor.RunAsync(folder["data"], "backup", folder["copy.tar.gz"]);
        var tar = Unpack(File.ReadAllBytes(folder["copy.tar.gz"]));
        if (damage == "a changed byte")
            tar[tar.AsSpan().IndexOf("SQLite format 3"u8)] ^= 1;
        else
            tar = tar[..(tar.Length * 2 / 3)];
        File.WriteAllBytes(folder["copy.tar.gz"], Pack(tar));

        var restore = await BuiltCandor.RunAsync(folder["other"], "restore", folder["copy.tar.gz"]);

        Assert.Equal((1, ""), (restore.ExitCode, restore.Output));
        Assert.Contains("damaged", restore.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Root, "other*"));
    }

    [Fact]
    public async Task ABackupIsNeverWrittenOverNorRestoredOver()
    {
        await BuiltCandor.RunAsync(folder["data"], "site", "add", "example.org");
        Assert.Equal(0, (await BuiltCandor.RunAsync(folder["data"], "backup", folder["copy.tar.gz"])).ExitCode);

        Assert.Equal(2, (await BuiltCandor.RunAsync(folder["data"], "backup", folder["copy.tar.gz"])).ExitCode);
        Assert.Equal(2, (await BuiltCandor.RunAsync(folder["data"], "restore", folder["copy.tar.gz"])).ExitCode);
    }

    public void Dispose() => folder.Dispose();

    async Task SendAsync(RunningCandor server, int count)
    {
        var site = (await BuiltCandor.RunAsync(folder["data"], "site", "list", "--format", "json")).Json() is { } sites && sites.GetArrayLength() > 0
            ? sites[0] : (await BuiltCandor.RunAsync(folder["data"], "site", "add", "example.org", "--format", "json")).Json();
        for (var i = 0; i < count; i++)
        {
            using var body = new StringContent($$"""{"site":"{{site.GetProperty("site").GetString()}}","name":"PageView","url":"https://example.org/a"}""", Encoding.UTF8, "text/plain");
            using var answer = await server.Http.PostAsync("/e", body, TestContext.Current.CancellationToken);
            Assert.Equal(204, (int)answer.StatusCode);
        }
    }

    static byte[] Unpack(byte[] packed)
    {
        using var tar = new MemoryStream();
        using (var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
            stream.CopyTo(tar);
        return tar.ToArray();
    }

    static byte[] Pack(byte[] tar)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
            stream.Write(tar);
        return packed.ToArray();
    }

    static async Task<int> CountAsync(string data) =>
        (await BuiltCandor.RunAsync(data, "query", "select count(*) as n from events", "--format", "json")).Json()[0].GetProperty("n").GetInt32();
}
