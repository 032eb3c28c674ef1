using Candor.Analyze;
using Candor.Collect;
using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Store;

namespace Candor.Dashboard.View;

/// <summary>What keeps the numbers from being whole, in sentences that say what to do.</summary>
sealed class HealthNotices(Loader loader, RefusalFeed refusals, PolicySource policy, SiteDirectory sites, TimeProvider clock)
{
    /// <summary>Fewer are on their way within a second or two.</summary>
    const long ManyWaiting = 2000;

    static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    public IEnumerable<string> Of(string site, Health health)
    {
        if (loader.State.Trouble is { } trouble)
            yield return $"Events are accepted and safe in the journal, but the store has not taken them for {Format.Wait(clock.GetUtcNow() - trouble.Since)}: {trouble.Reason}";
        else if (loader.State.Lag > ManyWaiting)
            yield return $"{Format.Number(loader.State.Lag)} records are accepted and on their way into these numbers.";
        if (policy.Errors is [var mistake, ..])
            yield return $"The configuration has {Format.Plural(policy.Errors.Count, "mistake")}, so the policy before stays in force: {mistake}";
        if (RefusedOf(site) is [var newest, ..] refused)
            yield return $"{Format.Plural(refused.Count, "event")} from {newest.Origin} {(refused.Count == 1 ? "was" : "were")} refused in the last hour. The newest: {newest.What}";
        if (health.LastReceived is null)
            yield break;
        foreach (var notice in health.Notices)
            yield return notice;
    }

    /// <summary>Newest first, of all sites: whoever sends under a wrong site id belongs to none.</summary>
    public IReadOnlyList<RefusalView> Refusals(int most) =>
        [.. refusals.Last().Where(r => clock.GetUtcNow() - r.Time < Recent).Take(most).Select(r => new RefusalView(r.Time, r.Origin, r.Field.Length > 0 ? $"{r.Field}: {r.Detail}" : r.Detail))];

    List<RefusalView> RefusedOf(string site) =>
        sites.Find(site) is { } known ? [.. Refusals(RefusalFeed.Kept).Where(r => r.Origin.Length > 0 && known.Accepts(r.Origin))] : [];
}
