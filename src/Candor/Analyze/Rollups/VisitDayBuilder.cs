using Candor.Analyze.Time;
using Candor.Sites;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>Has the visits of days kept that are over, and kept anew when something of them came late, by a store that does so (<see cref="IVisitDays"/>).</summary>
/// <param name="shared">Where many nodes might do it: one at a time does, and none while another deletes what is too old.</param>
sealed partial class VisitDayBuilder(IEventStore store, SiteDirectory sites, TimeProvider clock, ILogger<VisitDayBuilder> logger, SharedTurn? shared = null) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromMinutes(10);

    const long Never = 9_000_000_000;

    static readonly SqlText EarliestSign = new("") { ClickHouse = "select ifNull(intDiv(toUnixTimestamp64Milli(min(toNullable(time))), 3600000), 9000000000) from signs where site = $site" };

    static readonly SqlText EarliestMark = new("") { ClickHouse = "select ifNull(min(toNullable(hour)), 9000000000) from stale where site = $site" };

    readonly Dictionary<string, long> began = [];

    readonly Dictionary<(string Site, int Day), (long Marks, DateTimeOffset Since)> busy = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (store.VisitDays is not null && !stoppingToken.IsCancellationRequested)
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
            await using var turn = shared is null ? null : await shared.TryTakeAsync(SharedTurn.Folding, cancellationToken);
            if (shared is not null && turn is null)
                return;
            await FoldAsync(site.Id, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone), IsQuiet, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Reports go on without: they work out what is not kept.
            Failed(site.Id, e.Message);
        }
    }

    /// <summary>Until every day of the site that is over is kept as it stands.</summary>
    public Task FoldAsync(string site, TimeZoneInfo zone, CancellationToken cancellationToken) => FoldAsync(site, zone, (_, _) => true, cancellationToken);

    /// <summary>The newest first, since those are asked for.</summary>
    async Task FoldAsync(string site, TimeZoneInfo zone, Func<VisitDay, long, bool> wanted, CancellationToken cancellationToken)
    {
        var days = store.VisitDays ?? throw new InvalidOperationException("This store keeps no visits by day.");
        var now = clock.GetUtcNow();
        if (await EarliestAsync(site, cancellationToken) is not { } earliest || earliest > now)
            return;
        var local = LocalTime.Of(zone);
        var (first, last) = (Days.Number(local.DateAt(earliest.UtcDateTime)), Days.Number(local.DateAt((now - VisitDay.FoldedAfter).UtcDateTime)) - 1);
        var state = await VisitDayState.ReadAsync(store, site, zone, first, Math.Max(first, last), cancellationToken);
        for (var day = last; day >= first; day--)
            if (state.FoldOf(day) is null && wanted(state.Of(day), state.MarksOf(day)))
                await days.FoldAsync(state.Of(day), cancellationToken);
    }

    /// <summary>A day that events still pour into, from an import or from phones that wake up, would be folded again and again for nothing.</summary>
    bool IsQuiet(VisitDay day, long marks)
    {
        var now = clock.GetUtcNow();
        if (marks == 0)
            return true;
        var known = busy.TryGetValue((day.Site, day.Number), out var seen);
        if (!known || (seen.Marks != marks && now - seen.Since < Patience))
        {
            busy[(day.Site, day.Number)] = (marks, known ? seen.Since : now);
            return false;
        }

        return busy.Remove((day.Site, day.Number));
    }

    async Task<DateTimeOffset?> EarliestAsync(string site, CancellationToken cancellationToken)
    {
        // Looked for once: what comes before it later leaves a mark.
        if (!began.TryGetValue(site, out var hour) && (hour = await AskAsync(EarliestSign)) < Never)
            began[site] = hour;
        hour = Math.Min(hour, await AskAsync(EarliestMark));
        return hour >= Never ? null : DateTimeOffset.UnixEpoch.AddHours(hour);

        async Task<long> AskAsync(SqlText sql) => (await store.QueryAsync(sql, [new("site", site)], r => r.GetInt64(0), cancellationToken))[0];
    }

    [LoggerMessage(4101, LogLevel.Warning, "Visits of site {Site} could not be kept by day; its reports are slower until they are: {Reason}")]
    partial void Failed(string site, string reason);
}
