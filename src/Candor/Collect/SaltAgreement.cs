using System.Security.Cryptography;
using Candor.Guard;
using Candor.Sites;

namespace Candor.Collect;

/// <summary>
/// Keeps this collector's salt of the day the same as that of every other collector of the shared database, so that a visitor has one
/// key whichever of them is asked, and destroys the salts of days that are over there too.
/// </summary>
/// <remarks>The next day's is agreed on an hour ahead, so that a database that is away at midnight does not matter. Away for longer than
/// that, each collector uses a salt of its own until the database is back: counting visitors twice is better than refusing them.</remarks>
sealed partial class SaltAgreement(DailySalt salt, SharedSalts shared, TimeProvider time, ILogger<SaltAgreement> logger) : BackgroundService
{
    static readonly TimeSpan Ahead = TimeSpan.FromHours(1), Pace = TimeSpan.FromMinutes(1), Retry = TimeSpan.FromSeconds(5), AfterMidnight = TimeSpan.FromMilliseconds(200);

    bool isAway;

    TimeSpan UntilMidnight => TimeSpan.FromDays(1) - time.GetUtcNow().TimeOfDay;

    /// <summary>The first event already finds the shared salt.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var midnight = UntilMidnight + AfterMidnight;
            await Task.Delay(isAway ? Retry : midnight < Pace ? midnight : Pace, time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var day = salt.Number;
            if (await AgreeAsync(day, cancellationToken))
                LogReplaced();
            if (UntilMidnight <= Ahead)
                await AgreeAsync(day + 1, cancellationToken);
            await shared.DestroyBeforeAsync(day, cancellationToken);
            isAway = false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: a collector that counts alone is better than one that ends.
            if (!isAway)
                LogAlone(e.Message);
            isAway = true;
        }
    }

    async Task<bool> AgreeAsync(long day, CancellationToken cancellationToken)
    {
        var offered = salt.Offer(day);
        // Off the caller's thread: the first connection is made synchronously.
        var agreed = await Task.Run(() => shared.AgreeAsync(day, offered, cancellationToken), cancellationToken);
        var replaced = salt.Adopt(day, agreed);
        CryptographicOperations.ZeroMemory(offered);
        CryptographicOperations.ZeroMemory(agreed);
        return replaced;
    }

    [LoggerMessage(4001, LogLevel.Information, "The salt of the day is now the one that all collectors share.")]
    partial void LogReplaced();

    [LoggerMessage(4002, LogLevel.Warning, "{Reason} Visitors without a cookie keep the salt that this collector knows; from midnight on, one who reaches several collectors is counted once at each until the database is back.")]
    partial void LogAlone(string reason);
}
