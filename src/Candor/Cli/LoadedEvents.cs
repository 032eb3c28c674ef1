using Candor.Journal;
using Candor.Store;

namespace Candor.Cli;

/// <summary>
/// The loader's life: from the start where events come in, on first need where one command hosts the server, so that
/// <c>site add</c> never opens the store. A collector does not wait for it: the store may be away, and the journal keeps what comes.
/// </summary>
sealed partial class LoadedEvents(ServerSettings settings, IServiceProvider services, TimeProvider time, ILogger<LoadedEvents> logger) : IHostedService, IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Look = TimeSpan.FromMilliseconds(200), MostWait = TimeSpan.FromSeconds(30);

    /// <summary>A single failure may be a passing one; what fails three times in a row is told to whoever waits.</summary>
    const int Hopeless = 3;

    readonly SemaphoreSlim starting = new(1);
    readonly CancellationTokenSource stopping = new();
    Loader? loader;
    Task opening = Task.CompletedTask;

    /// <summary>The loader, once it runs.</summary>
    public Loader? Running => Volatile.Read(ref loader);

    /// <summary>Why the store could not be opened yet; null when it could, or nobody tried.</summary>
    public string? WhyNotOpen { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.Loads)
            return Task.CompletedTask;
        if (settings.Role != ServerRole.Collector)
            return StartedAsync(cancellationToken);
        opening = Task.Run(() => KeepOpeningAsync(stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await opening;
        await (Running?.StopAsync(cancellationToken) ?? Task.CompletedTask);
    }

    async Task KeepOpeningAsync(CancellationToken stop)
    {
        for (var wait = TimeSpan.FromSeconds(1); !stop.IsCancellationRequested; wait = wait < MostWait ? wait * 2 : MostWait)
        {
            try
            {
                await StartedAsync(stop);
                if (WhyNotOpen is not null)
                    LogOpen();
                WhyNotOpen = null;
                return;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                if (WhyNotOpen is null)
                    LogAway(e.Message);
                WhyNotOpen = e.Message;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(wait, time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

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
                Volatile.Write(ref loader, fresh);
            }
            return loader;
        }
        finally
        {
            starting.Release();
        }
    }

    public void Dispose()
    {
        starting.Dispose();
        stopping.Dispose();
    }

    [LoggerMessage(9020, LogLevel.Warning, "The store cannot be opened: {Reason} Events are taken and kept in the journal; it is tried again.")]
    partial void LogAway(string reason);

    [LoggerMessage(9021, LogLevel.Warning, "The store is open; the journal is being brought into it.")]
    partial void LogOpen();
}
