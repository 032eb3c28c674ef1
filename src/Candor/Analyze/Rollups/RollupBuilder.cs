using Candor.Analyze.Time;
using Candor.Sites;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>Keeps rolled up what is over: takes the loader's marks, turns them into days, and rolls up those that have ended.</summary>
/// <remarks>The order makes it safe without locks: a mark becomes a dirty day before the day is counted, so an event that comes in between
/// leaves a mark of its own, and a day with a mark is never answered from here.</remarks>
sealed partial class RollupBuilder(IEventStore store, SiteDirectory sites, TimeProvider clock, ILogger<RollupBuilder> logger) : BackgroundService
{
    // A day that events still pour into, from an import or from phones that wake up, would be rolled up again and again for nothing.
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromMinutes(10);

    static readonly SqlText Stale = new("select distinct hour from stale where site = $site");

    static readonly SqlText MarkDays = new("insert into rollup_dirty select $site, day from (select unnest($days) as day) where day not in (select day from rollup_dirty where site = $site)");

    static readonly SqlText TakeHours = new("delete from stale where site = $site and hour in (select unnest($hours))");

    static readonly SqlText Dirty = new("select distinct day from rollup_dirty where site = $site and day < $today order by day desc");

    static readonly SqlText Zone = new("select zone from rollup_sites where site = $site");

    readonly Dictionary<(string Site, int Day), DateTimeOffset> busySince = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (store.RollsUp && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken);
            foreach (var site in sites.All)
                await TryFoldAsync(site, stoppingToken);
        }
    }

    async Task TryFoldAsync(SiteInfo site, CancellationToken cancellationToken)
    {
        try
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
            var busy = await TakeMarksAsync(site.Id, zone, cancellationToken);
            await FoldDaysAsync(site.Id, zone, day => IsQuiet(site.Id, day, busy), cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Reports go on without: they count what is not rolled up.
            Failed(site.Id, e);
        }
    }

    /// <summary>Until no day of the site that is over is dirty.</summary>
    public async Task FoldAsync(string site, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await TakeMarksAsync(site, zone, cancellationToken);
        await FoldDaysAsync(site, zone, _ => true, cancellationToken);
    }

    /// <summary>The newest first, since those are asked for.</summary>
    async Task FoldDaysAsync(string site, TimeZoneInfo zone, Func<int, bool> wanted, CancellationToken cancellationToken)
    {
        var today = Days.Number(LocalTime.Of(zone).DateAt(clock.GetUtcNow().UtcDateTime));
        foreach (var day in await store.QueryAsync(Dirty, [new("site", site), new("today", today)], r => r.GetInt32(0), cancellationToken))
        {
            if (!wanted(day))
                continue;
            await new DayFold(store, site, zone, Days.Date(day)).RunAsync(cancellationToken);
            busySince.Remove((site, day));
        }
    }

    bool IsQuiet(string site, int day, HashSet<int> busy)
    {
        if (!busy.Contains(day))
            return true;
        var now = clock.GetUtcNow();
        return busySince.TryAdd((site, day), now) is false && now - busySince[(site, day)] > Patience;
    }

    /// <returns>The days that changed since the last look.</returns>
    async Task<HashSet<int>> TakeMarksAsync(string site, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        await CutAsync(site, zone, cancellationToken);
        var hours = await store.QueryAsync(Stale, [new("site", site)], r => r.GetDateTime(0), cancellationToken);
        var days = hours.SelectMany(h => RollupPlan.DaysOf((h - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond, zone)).Select(Days.Number).ToHashSet();
        if (hours.Count > 0)
            await store.ExecuteAsync([new(MarkDays, new("site", site), new("days", days.ToList())), new(TakeHours, new("site", site), new("hours", hours.ToList()))], cancellationToken);
        return days;
    }

    /// <summary>Days of another zone begin at other times: everything is to be rolled up again.</summary>
    async Task CutAsync(string site, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var before = await store.QueryAsync(Zone, [new("site", site)], r => r.GetString(0), cancellationToken);
        if (before.Count > 0 && before[0] == zone.Id)
            return;
        SqlParameter[] parameters = [new("site", site), new("zone", zone.Id)];
        await store.ExecuteAsync(before.Count == 0
            ? [new(new("insert into rollup_sites values ($site, $zone, 0)"), parameters)]
            :
            [
                new(new("insert into stale select distinct site, date_trunc('hour', time) from events where site = $site"), parameters),
                new(new("insert into stale select distinct site, date_trunc('hour', start) from sessions where site = $site"), parameters),
                .. RollupColumns.All.Select(c => new SqlStatement(new SqlText($"delete from {c.Table} where site = $site"), parameters)),
                new(new("delete from rollup_dirty where site = $site"), parameters),
                new(new("update rollup_sites set zone = $zone where site = $site"), parameters),
            ], cancellationToken);
    }

    [LoggerMessage(4100, LogLevel.Warning, "Days of site {Site} could not be rolled up; its reports are slower until they are")]
    partial void Failed(string site, Exception exception);
}
