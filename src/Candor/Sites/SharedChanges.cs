using Microsoft.EntityFrameworkCore;

namespace Candor.Sites;

/// <summary>
/// Takes over what other nodes change in a shared database, within two seconds, and keeps this node's copy current. It asks for one
/// number, which the database raises in the transaction of every change, and reads the rest only when that has moved.
/// </summary>
sealed partial class SharedChanges(PostgresDatabase database, SitesOptions options, SiteDirectory sites, KeyDirectory keys, UserDirectory users, PolicyVersions policies, TimeProvider time, ILogger<SharedChanges> logger) : BackgroundService
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    long seen = -1;
    SharedState state = new(null, null, null);

    public SharedState State => Volatile.Read(ref state);

    /// <summary>Looks once before the server starts, so that its log begins with how it starts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the first look, which brings the tables up to date, there is only what this node copied last time.
        Volatile.Write(ref state, new SharedState(null, null, SitesCopy.Read(options.CopyFolder)?.Taken));
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Pace, time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var before = State;
        try
        {
            try
            {
                await TakeAsync(cancellationToken);
            }
            catch (Exception e) when (e is not DatabaseUnavailableException and not IOException and not UnauthorizedAccessException && !cancellationToken.IsCancellationRequested)
            {
                // A connection of before, which a restarted server does not know any more. A fresh one tells how it is.
                await TakeAsync(cancellationToken);
            }
            if (before.AwaySince is { } since)
                LogBack((long)(time.GetUtcNow() - since).TotalSeconds);
            Volatile.Write(ref state, new SharedState(null, null, time.GetUtcNow()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNoCopy(options.CopyFolder, e.Message);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: a node that goes on with what it knows is better than one that ends.
            if (before.AwaySince is null)
                LogAway(e.Message, sites.All.Count, before.Known);
            Volatile.Write(ref state, before with { AwaySince = before.AwaySince ?? time.GetUtcNow(), Reason = e.Message });
        }
    }

    async Task TakeAsync(CancellationToken cancellationToken)
    {
        // Off the caller's thread: the first connection is made synchronously.
        await using var db = await Task.Run(database.OpenShared, cancellationToken);
        var number = await db.Revisions.AsNoTracking().Select(r => r.Number).SingleAsync(cancellationToken);
        if (number == seen)
            return;
        await sites.RefreshAsync(cancellationToken);
        await keys.RefreshAsync(cancellationToken);
        await users.RefreshAsync(cancellationToken);
        await policies.RefreshAsync(cancellationToken);
        new SitesCopy(
            time.GetUtcNow(),
            await db.Sites.AsNoTracking().OrderBy(s => s.Id).ToListAsync(cancellationToken),
            await db.Keys.AsNoTracking().Where(k => k.Revoked == null).OrderBy(k => k.Prefix).ToListAsync(cancellationToken),
            await db.PolicyVersions.AsNoTracking().OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken)).Write(options.CopyFolder);
        seen = number;
    }

    [LoggerMessage(2001, LogLevel.Warning, "{Reason} This node goes on with the {Sites} site(s) that it knows, as of {Known:u}; changes wait until the database is back.")]
    partial void LogAway(string reason, int sites, DateTimeOffset? known);

    [LoggerMessage(2002, LogLevel.Warning, "The database is back after {Seconds} s; what was changed meanwhile is in force.")]
    partial void LogBack(long seconds);

    [LoggerMessage(2003, LogLevel.Error, "This node's copy in {Folder} could not be written, so it could not start without the database: {Reason}")]
    partial void LogNoCopy(string folder, string reason);
}
