using System.Globalization;
using System.Text.RegularExpressions;

namespace Candor.Tests.Support;

/// <summary>A collector under load that is killed and started again on its folder. Whoever sends to it goes on with the others meanwhile.</summary>
sealed partial class KilledCollector(string data, Senders senders) : IAsyncDisposable
{
    RunningCandor? server;
    CancellationTokenSource load = new();
    Task sending = Task.CompletedTask;

    public static async Task<KilledCollector> StartAsync(string data, Senders senders)
    {
        var collector = new KilledCollector(data, senders);
        await collector.StartAsync();
        return collector;
    }

    public async Task StartAsync()
    {
        server = await RunningCandor.StartAsync(data, "--role", "collector");
        Go();
    }

    public async Task KillAsync()
    {
        await server!.KillAsync();
        await sending;
        await server.DisposeAsync();
    }

    /// <summary>Lets the senders finish what they are about.</summary>
    public async Task RestAsync()
    {
        await load.CancelAsync();
        await sending;
    }

    public void Go()
    {
        load.Dispose();
        load = new CancellationTokenSource();
        sending = senders.SendAsync(server!.Http, load.Token);
    }

    /// <summary>Records that the store lacks; -1 while it does not say.</summary>
    public async Task<long> LagAsync()
    {
        using var answer = await server!.Http.GetAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken);
        return Behind().Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)) is { Success: true } match ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;
    }

    /// <summary>What it said, and where its sending stands. It ends.</summary>
    public async Task<string> SaidAsync() => (await server!.StopAsync()).Error + await File.ReadAllTextAsync(Path.Combine(data, "store", "collector.json"));

    public async ValueTask DisposeAsync()
    {
        await load.CancelAsync();
        await sending;
        load.Dispose();
        await server!.DisposeAsync();
    }

    [GeneratedRegex("\"detail\":\"([0-9]+) records behind\"")]
    private static partial Regex Behind();
}
