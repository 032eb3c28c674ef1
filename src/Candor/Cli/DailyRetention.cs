using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Store;

namespace Candor.Cli;

/// <summary>Once a day, what is older than each site's policy allows goes. Of several nodes with this work, one at a time does it.</summary>
sealed partial class DailyRetention(SiteDirectory sites, PolicySource policies, IEventStore store, IServiceProvider services, TimeProvider time, ILogger<DailyRetention> logger) : BackgroundService
{
    static readonly TimeSpan First = TimeSpan.FromMinutes(5), Day = TimeSpan.FromDays(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var policy = policies.Current;
        var limits = sites.All.Select(s => new RetentionLimit(s.Id, now - policy.For(s.Id, s.Domain).Retention, KeepRollups: false)).ToList();
        if (limits.Count == 0)
            return;
        var shared = services.GetService<SharedTurn>();
        await using var turn = shared is null ? null : await shared.TryTakeAsync(SharedTurn.Retention, cancellationToken);
        if (shared is not null && turn is null)
            return;
        await using var folding = shared is null ? null : await shared.TakeAsync(SharedTurn.Folding, cancellationToken);
        var gone = await store.RetainAsync(limits, cancellationToken);
        if (gone.Events > 0)
            LogGone(gone.Events, gone.Sessions, gone.Visitors);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = First; ; wait = Day)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e.Message);
            }
        }
    }

    [LoggerMessage(9010, LogLevel.Information, "Retention: {Events} events, {Sessions} sessions and {Visitors} visitors were too old and are gone.")]
    partial void LogGone(long events, long sessions, long visitors);

    [LoggerMessage(9011, LogLevel.Error, "Retention failed and is tried again tomorrow: {Reason}")]
    partial void LogFailed(string reason);
}
