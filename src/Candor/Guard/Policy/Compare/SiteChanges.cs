using System.Globalization;

namespace Candor.Guard.Policy.Compare;

/// <summary>Everything that differs for one site.</summary>
static class SiteChanges
{
    public static IReadOnlyList<PolicyChange> Between(string site, SitePolicy before, SitePolicy after)
    {
        var to = new ChangeList(site);
        EventChanges.Write(to, before.Events, after.Events);
        FieldChanges.Write(to, before.Properties, after.Properties);
        QueryChanges.Write(to, before.Query, after.Query);
        ConsentChanges.Write(to, before.Consent, after.Consent);
        RegionChanges.Write(to, before, after);
        TopicChanges.Write(to, Topics(before), Topics(after));
        Children(to, before.ChildDirected, after.ChildDirected);
        DestinationChanges.Write(to, before.Destinations, after.Destinations);
        if (before.Retention != after.Retention)
            to.Say($"From now on events are kept for {Span(after.Retention)} instead of {Span(before.Retention)}");
        Limits(to, before.Limits, after.Limits);
        foreach (var origin in after.Origins.Except(before.Origins))
            to.Say($"From now on pages of `{origin}` may send");
        foreach (var origin in before.Origins.Except(after.Origins))
            to.Say($"From now on pages of `{origin}` may no longer send");
        PixelChanges.Write(to, before.Pixel, after.Pixel);
        PageChanges.Write(to, before, after);
        return to.All;
    }

    public static void Children(ChangeList to, bool before, bool after)
    {
        if (before != after)
            to.Say(after ? "From now on visitors count as children: no identifier is kept, whatever the consent, and nothing leaves" : "From now on visitors no longer count as children");
    }

    static void Limits(ChangeList to, RateLimits before, RateLimits after)
    {
        if (before.PerSite != after.PerSite)
            to.Say($"From now on a site may send {Number(after.PerSite)} events a second instead of {Number(before.PerSite)}");
        if (before.PerAddress != after.PerAddress)
            to.Say($"From now on one address may send {Number(after.PerAddress)} events a second instead of {Number(before.PerAddress)}");
    }

    static TopicHandling[] Topics(SitePolicy policy) => [.. Enumerable.Range(0, TopicLayer.Topics.Count).Select(policy.Topics.Everywhere)];

    static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Span(TimeSpan span) => (span.TotalDays / 30.4375) is var months && Math.Abs(months - Math.Round(months)) < 1e-6
        ? Count(Math.Round(months), "month") : Count(span.TotalDays, "day");

    static string Count(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number:0.###} {unit}{(number == 1 ? "" : "s")}");
}
