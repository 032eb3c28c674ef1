using Candor.Journal;
using Candor.Store;

namespace Candor.Cli;

/// <summary>
/// The loader's life: from the start where events come in, on first need where one command hosts the server, so that
/// <c>site add</c> never opens the store.
/// </summary>
sealed class LoadedEvents(ServerSettings settings, IServiceProvider services, TimeProvider time) : IHostedService, IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A single failure may be a passing one; what fails three times in a row is told to whoever waits.</summary>
    const int Hopeless = 3;

    readonly SemaphoreSlim starting = new(1);
    Loader? loader;

    public Task StartAsync(CancellationToken cancellationToken) => settings.IsPublic && settings.Load ? StartedAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => loader?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Waits until everything that was acknowledged before the call is stored: under load for ten seconds at most.</summary>
    /// <returns>How many records are still missing.</returns>
    public Task<long> CatchUpAsync(CancellationToken cancellationToken) => CatchUpAsync(settings.IsPublic ? Patience : Timeout.InfiniteTimeSpan, cancellationToken);

    public async Task<long> CatchUpAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var running = await StartedAsync(cancellationToken);
        var end = new JournalPosition(services.GetRequiredService<EventJournal>().LastDurableSequence + 1);
        var stored = running.WaitUntilStoredAsync(end, cancellationToken);
        for (var start = time.GetTimestamp(); !stored.IsCompleted;)
        {
            if (running.State.Trouble is { Attempts: >= Hopeless } trouble)
                throw new StoreUnavailableException($"The store does not take events: {trouble.Reason}");
            if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(start) > patience)
                return Math.Max(0, end.Sequence - running.State.Position.Sequence);
            await Task.WhenAny(stored, Task.Delay(Look, time, cancellationToken));
        }
        await stored;
        return 0;
    }

    async Task<Loader> StartedAsync(CancellationToken cancellationToken)
    {
        await starting.WaitAsync(cancellationToken);
        try
        {
            if (loader is null)
            {
                var fresh = services.GetRequiredService<Loader>();
                await fresh.StartAsync(cancellationToken);
                loader = fresh;
            }
            return loader;
        }
        finally
        {
            starting.Release();
        }
    }

    public void Dispose() => starting.Dispose();
}
