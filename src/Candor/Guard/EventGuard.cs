using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>
/// Decides what of an event may be kept. Pure, safe to call from any thread, never throws. The answer is settled: examining the stored
/// event again finds nothing.
/// </summary>
/// <param name="domainOf">The domain of a site id, for policies named by domain.</param>
sealed class EventGuard(PolicySource policies, VisitorPseudonym pseudonym, Func<string, string>? domainOf = null)
{
    /// <summary>A value found in one field is taken out of the others in the next round; three rounds are usual.</summary>
    const int MostRounds = 8;

    public VisitorPseudonym Pseudonym => pseudonym;

    public SitePolicy PolicyFor(string site) => policies.Current.For(site, domainOf is null ? "" : domainOf(site));

    public Verdict Examine(Event e) => Examine(e, PolicyFor(e.Site));

    public Verdict Examine(Event e, SitePolicy policy)
    {
        var everywhere = policy;
        policy = everywhere.For(e);
        if (policy.Count == PageCount.None)
            return Verdict.Drop(Category.NotAllowed, "url", "the policy does not count this page");
        if (!policy.AllowsEvent(e.Name))
            return Verdict.Drop(Category.EventNotAllowed, "name", "event-not-allowed");
        if (!policy.Consent.AllowsCounting(e.Consent))
            return Verdict.Drop(Category.Consent, "consent", "the policy keeps nothing without consent to analytics");

        var examination = Examination.Start(policy, policies.Current.Vocabulary, e.Consent);
        try
        {
            return Settle(examination, e, everywhere);
        }
        catch (Exception)
        {
            // Fail closed: what could not be examined is not kept. Tests hold that this is never reached.
            return Verdict.Drop(Category.Unreadable, "", "the examination failed");
        }
        finally
        {
            examination.End();
        }
    }

    Verdict Settle(Examination x, Event e, SitePolicy everywhere)
    {
        void Cut(string field, string why) => x.Report(Category.NotAllowed, field, why);
        var current = PageCut.Apply(e, x.Policy, Cut);
        for (var round = 0; round < MostRounds; round++)
        {
            x.Topics.Begin(current.Name);
            var next = EventWalk.Examine(x, current, pseudonym);
            var tells = x.SettleTopics(current, out var dropped);
            if (dropped is not null)
                return Verdict.Drop(dropped, "", "the policy keeps no event that tells it");
            if (x.Known.IsFull)
                return Verdict.Drop(x.Categories[0], "", $"more than {KnownValues.Most} identities in one event");
            if (ReferenceEquals(next, current) && !tells && !x.KeepsNoLonger(current, everywhere))
            {
                // Where the page itself gave way, what is stored may stand under other rules.
                next = current.Url == e.Url ? current : PageCut.Apply(current, everywhere.For(current), Cut);
                if (ReferenceEquals(next, current))
                    return ReferenceEquals(current, e) ? Verdict.Pass(e) : Redacted(x, current);
            }
            current = next;
        }
        return Verdict.Drop(x.Categories[0], "", "the event did not come to rest");
    }

    static Verdict Redacted(Examination x, Event stored)
    {
        string[] categories = [.. x.Categories];
        return new Verdict(VerdictKind.Redact, categories, [.. x.Reasons.Select(x.WithoutTopic).Distinct()],
            stored with { Removed = stored.Removed.Count == 0 ? categories : [.. stored.Removed.Union(categories)] });
    }
}
