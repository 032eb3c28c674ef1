using System.Text.Json;
using System.Text.Json.Serialization;

namespace Candor.Guard.Policy;

/// <summary>What the script must know, as <c>GET /candor/&lt;site&gt;.json</c> gives it.</summary>
sealed record PixelConfig(IReadOnlyList<string> Query, PixelConsent Consent, bool Spa, bool Outbound, IReadOnlyList<string> Downloads,
    bool Engagement, bool Fbq, string Gpc, string? CookieDomain)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PixelConfigJson.Default.PixelConfig);

    public static PixelConfig From(QueryRules query, ConsentRules consent, PixelSwitches pixel) => new(
        query.Allow,
        new PixelConsent(consent.Analytics == AnalyticsConsent.Required ? "required" : "cookieless", "required"),
        pixel.Spa, pixel.Outbound, pixel.Downloads, pixel.Engagement, pixel.Fbq,
        consent.OptOut == OptOutHandling.Honour ? "honour" : "ignore-analytics",
        pixel.CookieDomain);
}

sealed record PixelConsent(string Analytics, string Ads);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PixelConfig))]
sealed partial class PixelConfigJson : JsonSerializerContext;
