using System.Globalization;
using System.Text.Json;
using Candor.Tests.Support;

namespace Candor.Tests.EndToEnd;

/// <summary>The promise that everything stands on. Short here; <c>./build.sh soak</c> runs 200 rounds of the same.</summary>
public sealed class KillTests : IDisposable
{
    static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CANDOR_SOAK_ROUNDS") is { Length: > 0 } asked ? asked : "6", CultureInfo.InvariantCulture);

    static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("CANDOR_SOAK_SEED") is { Length: > 0 } asked ? asked : "1", CultureInfo.InvariantCulture);

    readonly TemporaryFolder folder = new();

    string Data => folder["data"];

    [Fact]
    public async Task EveryAcknowledgedEventIsStoredExactlyOnceWheneverTheServerIsKilled()
    {
        await File.WriteAllTextAsync(folder["candor.yaml"], "defaults:\n  limits: {per_site: 1000000, per_address: 1000000}\n  events: {Debug: drop, \"*\": keep}\n", TestContext.Current.CancellationToken);
        var site = JsonDocument.Parse((await BuiltCandor.RunAsync(Data, "site", "add", "example.org", "--format", "json")).Output).RootElement.GetProperty("site").GetString()!;
        var random = new Random(Seed);
        var senders = new Senders(site, 8, Seed, alsoDropped: true);

        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await RunningCandor.StartAsync(Data);
            using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var sending = senders.SendAsync(server.Http, enough.Token);
            // Three rounds in four get under way first, the fourth dies while it starts.
            if (round % 4 != 3)
                await senders.FirstAnswerAsync(enough.Token);
            // Exponential with a mean of 300 ms: most kills fall into the busy start, some much later.
            await Task.Delay(TimeSpan.FromMilliseconds(50 - 300 * Math.Log(1 - random.NextDouble())), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await sending;
        }

        var stored = await StoredAsync();
        var twice = stored.Where(s => s.Value > 1).Select(s => s.Key).ToList();
        var lost = senders.Sent.Where(s => s.Value && !stored.ContainsKey(s.Key)).Select(s => s.Key).ToList();
        var invented = stored.Keys.Where(id => !senders.Sent.ContainsKey(id)).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} kills, {senders.Sent.Count} events sent, {senders.Sent.Count(s => s.Value)} acknowledged, {stored.Count} stored; {lost.Count} lost, {twice.Count} twice, {invented.Count} never sent (seed {Seed})");
        Assert.True(senders.Sent.Count(s => s.Value) > Rounds, "The senders hardly sent anything: nothing was tested.");
        var dropped = long.Parse((await BuiltCandor.RunAsync(Data, "query", "select sum(events)::bigint from dropped", "--format", "csv")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"{dropped} counted as dropped; {senders.Dropped.Acknowledged} acknowledged of {senders.Dropped.Tried}");
        Assert.InRange(dropped, senders.Dropped.Acknowledged, senders.Dropped.Tried);
        Assert.Empty(lost);
        Assert.Empty(twice);
        Assert.Empty(invented);
    }

    async Task<Dictionary<Guid, int>> StoredAsync()
    {
        var export = await BuiltCandor.RunAsync(Data, "export", "events");
        Assert.Equal((0, ""), (export.ExitCode, export.Error));
        return export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetGuid())
            .GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
    }

    public void Dispose() => folder.Dispose();
}
