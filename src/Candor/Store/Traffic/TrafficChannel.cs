namespace Candor.Store;

/// <summary>Channel names and the rules for them; they follow what people know from Google Analytics 4, with AI Assistants added.</summary>
static class TrafficChannel
{
    public const string
        Direct = "Direct",
        OrganicSearch = "Organic Search",
        PaidSearch = "Paid Search",
        OrganicSocial = "Organic Social",
        PaidSocial = "Paid Social",
        OrganicVideo = "Organic Video",
        PaidVideo = "Paid Video",
        OrganicShopping = "Organic Shopping",
        PaidShopping = "Paid Shopping",
        PaidOther = "Paid Other",
        Email = "Email",
        Referral = "Referral",
        AiAssistants = "AI Assistants",
        Display = "Display",
        Affiliates = "Affiliates",
        Audio = "Audio",
        Sms = "SMS",
        Push = "Push",
        Other = "Other";

    public static string Of(Campaign campaign, SourceKind kind, bool paidClick, string referrer)
    {
        var medium = campaign.Medium.ToLowerInvariant();
        if (paidClick || IsPaid(medium))
            return Paid(kind, medium, campaign.Name);
        if ((medium != "organic" || kind == SourceKind.Unknown) && ByMedium(medium) is { } named)
            return named;
        return kind switch
        {
            SourceKind.Search => OrganicSearch,
            SourceKind.Social => OrganicSocial,
            SourceKind.Email => Email,
            SourceKind.Ai => AiAssistants,
            SourceKind.Video => OrganicVideo,
            SourceKind.Shopping => OrganicShopping,
            _ => campaign.Source.Length > 0 || medium.Length > 0 ? Other : referrer.Length > 0 ? Referral : campaign == Campaign.None ? Direct : Other,
        };
    }

    static bool IsPaid(string medium) =>
        medium is "ppc" or "retargeting" or "remarketing" or "sem" or "ads" or "ad"
        || medium.StartsWith("paid", StringComparison.Ordinal)
        || medium is "cpc" or "cpm" or "cpv" or "cpa" or "cpp" or "cpl" or "cps";

    static string Paid(SourceKind kind, string medium, string campaign) => kind switch
    {
        SourceKind.Search when campaign.Contains("shopping", StringComparison.OrdinalIgnoreCase) => PaidShopping,
        SourceKind.Search => PaidSearch,
        SourceKind.Social => PaidSocial,
        SourceKind.Video => PaidVideo,
        SourceKind.Shopping => PaidShopping,
        _ => medium.Contains("search", StringComparison.Ordinal) ? PaidSearch
            : medium.Contains("social", StringComparison.Ordinal) ? PaidSocial
            : medium.Contains("video", StringComparison.Ordinal) ? PaidVideo
            : medium is "cpm" ? Display
            : PaidOther,
    };

    static string? ByMedium(string medium) => medium switch
    {
        "" => null,
        "display" or "banner" or "expandable" or "interstitial" => Display,
        "email" or "e-mail" or "e_mail" or "e mail" or "mail" or "newsletter" => Email,
        "affiliate" or "affiliates" or "partner" => Affiliates,
        "audio" or "podcast" => Audio,
        "sms" or "mms" => Sms,
        "push" or "webpush" or "mobile" or "notification" => Push,
        "organic" => OrganicSearch,
        "social" or "social-network" or "social-media" or "sm" or "social network" or "social media" => OrganicSocial,
        "video" => OrganicVideo,
        "referral" or "app" or "link" => Referral,
        "ai" or "ai-assistant" or "llm" => AiAssistants,
        _ => null,
    };
}
