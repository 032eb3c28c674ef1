using Candor.Journal;

namespace Candor.Store;

/// <summary>
/// Follows the journal and stores what it holds: at once when it is live, whole row groups when it is behind. It keeps no place of
/// its own. A store that fails is tried again, from its own position, until it works; the journal keeps what it cannot take.
/// </summary>
sealed partial class Loader(EventJournal journal, IEventStore store, TimeProvider time, ILogger<Loader> logger, LoaderOptions options) : BackgroundService
{
    public const string ReaderName = "store";

    readonly EventBatch batch = new();
    readonly LoaderPace pace = new(options);
    TaskCompletionSource progress = NewProgress();
    LoaderTrouble? trouble;
    long released;

    public LoaderState State => new(store.Position, Math.Max(0, journal.LastDurableSequence + 1 - store.Position.Sequence), trouble);

    /// <summary>Completes when everything before <paramref name="position"/> is stored.</summary>
    public async Task WaitUntilStoredAsync(JournalPosition position, CancellationToken cancellationToken)
    {
        for (var next = progress.Task; store.Position.Sequence < position.Sequence; next = progress.Task)
            if (store.Position.Sequence < position.Sequence)
                await next.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                await BackOffAsync(e, stoppingToken);
            }
        }

        Release();
    }

    /// <summary>Loads until stopped or until something fails.</summary>
    async Task FollowAsync(CancellationToken stoppingToken)
    {
        using var reader = new LoaderReader(journal, store.Position);
        var started = time.GetTimestamp();
        while (true)
        {
            batch.Clear();
            reader.Fill(batch, pace);
            if (batch.Records == 0)
            {
                Release();
                await WaitAsync(reader, stoppingToken);
                continue;
            }

            var interval = pace.Interval(batch.Records, time.GetElapsedTime(started));
            started = time.GetTimestamp();
            var outcome = await LoadAsync(stoppingToken);
            reader.GoTo(outcome.Next);
            Succeeded(outcome);
            if (pace.IsBehind(State.Lag))
                continue;
            batch.Shrink();
            await PauseAsync(started, interval, stoppingToken);
        }
    }

    /// <summary>Until there is more; where a machine of the store lacks what the others have, it is looked for meanwhile: it must not wait for the next event.</summary>
    async Task WaitAsync(LoaderReader reader, CancellationToken stoppingToken)
    {
        if (store.Needed.Sequence >= store.Position.Sequence)
        {
            await reader.WaitAsync(stoppingToken);
            return;
        }

        using var look = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        look.CancelAfter(options.LookEvery);
        try
        {
            await reader.WaitAsync(look.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            reader.GoTo((await store.LoadAsync(batch, stoppingToken)).Next);
        }
    }

    async Task<LoadOutcome> LoadAsync(CancellationToken stoppingToken)
    {
        try
        {
            return await store.LoadAsync(batch, stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException and not StoreUnavailableException && batch.Count == 1 && batch.Records == 1)
        {
            // It was narrowed down to this one record: what cannot be stored must not hold up the rest.
            batch.SetAside(0, $"{e.GetType().Name}: {e.Message}");
            return await store.LoadAsync(batch, stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException and not StoreUnavailableException)
        {
            pace.Narrow(batch.Records);
            throw;
        }
    }

    void Succeeded(LoadOutcome outcome)
    {
        if (trouble is { } past)
            Recovered(past.Attempts);
        if (outcome.Quarantined > 0)
            SetAside(outcome.Quarantined);
        trouble = null;
        pace.Loaded(outcome);
        Interlocked.Exchange(ref progress, NewProgress()).SetResult();
        if (time.GetElapsedTime(released) >= options.ReleaseEvery)
            Release();
    }

    /// <summary>Gathers a little when live: a transaction costs the same for one event as for a hundred.</summary>
    async Task PauseAsync(long started, TimeSpan interval, CancellationToken stoppingToken)
    {
        var left = interval - time.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, time, stoppingToken);
    }

    async Task BackOffAsync(Exception e, CancellationToken stoppingToken)
    {
        var attempts = (trouble?.Attempts ?? 0) + 1;
        var wait = e is StoreUnavailableException or JournalPositionLostException or JournalCorruptException
            ? TimeSpan.FromTicks(Math.Min(options.MostBackoff.Ticks, options.FirstBackoff.Ticks << Math.Min(attempts - 1, 20)))
            : options.FirstBackoff / 10; // The batch is narrowed down to what cannot be stored: some 17 steps.
        trouble = new(e.Message, trouble?.Since ?? time.GetUtcNow(), attempts);
        Failed(e.Message, attempts, wait.TotalSeconds);
        try
        {
            await Task.Delay(wait, time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    void Release()
    {
        if (journal.PositionOf(ReaderName) != store.Needed)
            journal.Release(ReaderName, store.Needed);
        released = time.GetTimestamp();
    }

    static TaskCompletionSource NewProgress() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Dispose()
    {
        batch.Dispose();
        base.Dispose();
    }

    [LoggerMessage(3001, LogLevel.Error, "Loading failed (attempt {Attempts}): {Reason} The journal keeps everything; next attempt in {Seconds} s.")]
    partial void Failed(string reason, int attempts, double seconds);

    [LoggerMessage(3002, LogLevel.Information, "Loading works again after {Attempts} failed attempts.")]
    partial void Recovered(int attempts);

    [LoggerMessage(3003, LogLevel.Warning, "{Count} records could not be read and were set aside in the quarantine; `candor doctor` lists them.")]
    partial void SetAside(int count);
}
