namespace Candor.Store;

/// <summary>Where a visit came from.</summary>
/// <param name="Referrer">Host of the page before, when it lies on another site.</param>
/// <param name="Source"><c>utm_source</c> under its usual name, else the referrer's name, else its host, else empty.</param>
readonly record struct TrafficSource(string Referrer, string Source, string Channel, Campaign Campaign)
{
    public static TrafficSource Of(string referrerHost, string pageHost, string query)
    {
        var referrer = IsInternal(referrerHost, pageHost) ? "" : WithoutWww(referrerHost);
        var campaign = Campaign.Of(query);
        var click = query.Length == 0 ? ClickId.None : ClickId.In(query);
        if (referrer.Length == 0 && campaign == Campaign.None && click == ClickId.None)
            return new("", "", TrafficChannel.Direct, campaign);

        var known = campaign.Source.Length > 0 ? KnownSources.ByUtmSource(campaign.Source) : KnownSources.ByHost(referrer);
        if (known is null && click.Source is { } advertiser && campaign.Source.Length == 0)
            known = advertiser;
        var source = known?.Name ?? (campaign.Source.Length > 0 ? campaign.Source : referrer);
        return new(referrer, source, TrafficChannel.Of(campaign, known?.Kind ?? SourceKind.Unknown, click.Paid, referrer), campaign);
    }

    /// <summary>The page before lies on the same site: the same host, or one is the other's subdomain.</summary>
    static bool IsInternal(string referrerHost, string pageHost)
    {
        var a = WithoutWww(referrerHost);
        var b = WithoutWww(pageHost);
        return a == b || IsBelow(a, b) || IsBelow(b, a);
    }

    static bool IsBelow(string host, string parent) =>
        parent.Length > 0 && host.Length > parent.Length && host[^(parent.Length + 1)] == '.' && host.EndsWith(parent, StringComparison.Ordinal);

    static string WithoutWww(string host) => host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
}
