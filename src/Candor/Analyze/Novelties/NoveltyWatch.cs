using Candor.Analyze.Time;

namespace Candor.Analyze.Novelties;

/// <summary>What is new on each site, for pages that are opened often: the answer reads five weeks of events, so it is kept for a while.</summary>
sealed class NoveltyWatch(ReportRunner reports, TimeProvider clock)
{
    const int Most = 20;

    static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    readonly Lock gate = new();
    readonly Dictionary<string, (Task<IReadOnlyList<Novelty>> Answer, long At)> kept = new(StringComparer.Ordinal);

    /// <summary>An answer is asked for once, whoever waits for it, and goes on when they do not.</summary>
    public Task<IReadOnlyList<Novelty>> OfAsync(string site, TimeZoneInfo zone)
    {
        lock (gate)
        {
            if (kept.TryGetValue(site, out var known) && clock.GetElapsedTime(known.At) < Age && !known.Answer.IsFaulted)
                return known.Answer;
            kept[site] = (AskAsync(site, zone), clock.GetTimestamp());
            return kept[site].Answer;
        }
    }

    Task<IReadOnlyList<Novelty>> AskAsync(string site, TimeZoneInfo zone)
    {
        var today = LocalTime.Of(zone).DateAt(clock.GetUtcNow().UtcDateTime);
        var request = new ReportRequest { Site = site, Zone = zone, Range = new(today, today), Limit = Most };
        return Task.Run(() => reports.RunAsync(Reports.NewData, request, CancellationToken.None));
    }

    /// <summary>What is known within that time, else nothing: a page must not wait for it.</summary>
    public async Task<IReadOnlyList<Novelty>> WithinAsync(TimeSpan time, string site, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        try
        {
            return await OfAsync(site, zone).WaitAsync(time, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return [];
        }
    }
}
