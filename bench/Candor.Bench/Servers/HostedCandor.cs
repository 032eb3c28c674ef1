using System.Runtime.InteropServices;
using Candor.Cli;
using Candor.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Candor.Bench.Servers;

/// <summary>Candor's server in this process with parts switched off: <c>host DATA CONFIG [--no-fsync] [--no-loader]</c>.</summary>
static class HostedCandor
{
    public static async Task RunAsync(string data, string config, string[] switches)
    {
        var stop = new TaskCompletionSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.TrySetResult();
        });
        var folder = new DataFolder(data);
        var file = ConfigFile.Read(config);
        var settings = new ServerSettings
        {
            Data = folder,
            Config = config,
            Server = ServerSection.Read(file.Root["server"]),
            Urls = ListenAddress.ParseAll(["http://127.0.0.1:0"]),
            Fsync = !switches.Contains("--no-fsync"),
            Load = !switches.Contains("--no-loader"),
        };
        await using var server = await CandorServer.StartAsync(settings, FolderLock.TryTake(folder) ?? throw new BenchException($"{data} is in use."), CancellationToken.None);
        Console.WriteLine($"Candor is ready at {server.Urls[0]}");
        while (await Task.WhenAny(stop.Task, Task.Delay(500)) != stop.Task)
            if (!settings.Load)
                Forget(server.Services.GetRequiredService<EventJournal>());
    }

    /// <summary>Without a loader nothing would ever leave the journal, and minutes of load would fill the disk.</summary>
    static void Forget(EventJournal journal) => journal.Release("bench", new JournalPosition(journal.LastDurableSequence + 1));
}
