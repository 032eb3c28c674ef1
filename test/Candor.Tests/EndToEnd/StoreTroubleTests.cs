using Candor.Tests.Support;
using DuckDB.NET.Data;

namespace Candor.Tests.EndToEnd;

public sealed class StoreTroubleTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    string Store => Path.Combine(folder["data"], "store", "events.duckdb");

    [Fact]
    public async Task AStoreThatAnotherProgramHoldsIsNamedAndNothingStarts()
    {
        await RunAsync("query", "select 1");
        using var other = new DuckDBConnection($"DataSource={Store}");
        other.Open();

        await AssertRefusesAsync();

        Assert.Equal(0, (await RunAsync("site", "list")).ExitCode);
    }

    [Fact]
    public async Task ADamagedStoreIsNamedAndLeftAsItIs()
    {
        await RunAsync("query", "select 1");
        var damaged = new byte[65536];
        new Random(1).NextBytes(damaged);
        File.WriteAllBytes(Store, damaged);

        await AssertRefusesAsync();

        Assert.Equal(damaged, File.ReadAllBytes(Store));
    }

    public void Dispose() => folder.Dispose();

    Task<Ran> RunAsync(params string[] arguments) => BuiltCandor.RunAsync(folder["data"], arguments);

    async Task AssertRefusesAsync()
    {
        foreach (var ran in (Ran[])[await RunAsync("serve", "--urls", "http://127.0.0.1:0"), await RunAsync("query", "select 1")])
        {
            Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
            Assert.Contains("events.duckdb", ran.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        }
    }
}
