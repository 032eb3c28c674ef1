using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Guard.Policy;

/// <summary>What the script must know, as <c>GET /candor/&lt;site&gt;.json</c> gives it.</summary>
/// <param name="Pages">Pages that are not sent as they are: a regular expression for the decoded path, and the address that stands for them; empty for none.</param>
/// <param name="Events">A regular expression for the names that are sent; null for any.</param>
/// <param name="Remove">Names of properties that are not sent, in lower case.</param>
/// <param name="Nobody">A regular expression for the paths on which no identifier is made or sent.</param>
sealed record PixelConfig(IReadOnlyList<string> Query, PixelConsent Consent, bool Spa, bool Outbound, IReadOnlyList<string> Downloads,
    bool Engagement, bool Fbq, string Gpc, string? CookieDomain, IReadOnlyList<string[]>? Pages, string? Events, IReadOnlyList<string>? Remove, string? Nobody)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PixelConfigJson.Default.PixelConfig);

    /// <summary>The part of the rules that a page can hold to by itself; the collector holds to all of them again.</summary>
    public static PixelConfig From(SitePolicy policy) => new(
        [.. policy.Query.Allow],
        new PixelConsent(policy.Consent.Analytics == AnalyticsConsent.Required ? "required" : "cookieless", "required"),
        policy.Pixel.Spa, policy.Pixel.Outbound, policy.Pixel.Downloads, policy.Pixel.Engagement, policy.Pixel.Fbq,
        policy.Consent.OptOut == OptOutHandling.Honour ? "honour" : "ignore-analytics",
        policy.Pixel.CookieDomain,
        OrNull([.. PagesOf(policy)]),
        EventPattern(policy.Events),
        OrNull([.. policy.Properties.RemovedEverywhere.Select(f => f.ToLowerInvariant()).Order(StringComparer.Ordinal)]),
        NobodyPattern(policy));

    /// <summary>What is not sent as it is, without the pages that an earlier rule counts fully.</summary>
    static IEnumerable<string[]> PagesOf(SitePolicy policy)
    {
        var full = "";
        foreach (var page in policy.Pages.All)
            if (page.Count == PageCount.Full)
                full += $"(?!{page.Pattern.ToRegex()})";
            else if (page.Count is { } count)
                yield return [full + page.Pattern.ToRegex(), count == PageCount.None ? "" : page.Pattern.Address];
    }

    static string? EventPattern(EventRules events)
    {
        if (events.Only is { } only)
            return $"^({string.Join('|', only.Except(events.Dropped).SelectMany(n => n == "PageView" ? (string[])[n, "Engagement"] : [n]).Order(StringComparer.Ordinal).Select(PagePattern.Escape))})$";
        return events.Dropped.Count == 0 ? null : $"^(?!({string.Join('|', events.Dropped.SelectMany(n => n == "PageView" ? (string[])[n, "Engagement"] : [n]).Order(StringComparer.Ordinal).Select(PagePattern.Escape))})$)";
    }

    /// <summary>Pages for children, and those on which topics are kept. Of pages that two rules speak of, the page asks too little rather than too much.</summary>
    static string? NobodyPattern(SitePolicy policy)
    {
        var pages = string.Join('|', policy.Pages.All.Where(p => p.Rules.ChildDirected == true || p.Rules.Topics?.Keeps == true).Select(p => p.Pattern.ToRegex()));
        return policy.ChildDirected ? "" : pages.Length > 0 ? pages : null;
    }

    static IReadOnlyList<T>? OrNull<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}

sealed record PixelConsent(string Analytics, string Ads);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PixelConfig))]
sealed partial class PixelConfigJson : JsonSerializerContext;
