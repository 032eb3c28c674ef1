namespace Candor.Guard.Policy;

/// <summary>What each purpose needs. Advertising always needs consent; no setting loosens that.</summary>
sealed record ConsentRules(AnalyticsConsent Analytics, OptOutHandling OptOut)
{
    public static ConsentRules Default { get; } = new(AnalyticsConsent.Cookieless, OptOutHandling.Honour);

    /// <summary>A visitor id that outlives the day may be kept.</summary>
    public bool AllowsIdentifier(Consent consent) => consent.Analytics == true && (!consent.OptOut || OptOut == OptOutHandling.IgnoreAnalytics);

    /// <summary>The event may be counted at all.</summary>
    public bool AllowsCounting(Consent consent) => Analytics == AnalyticsConsent.Cookieless || consent.Analytics == true;

    /// <summary>What both allow.</summary>
    public ConsentRules Strictest(ConsentRules other) => new(
        Analytics == AnalyticsConsent.Required ? Analytics : other.Analytics, OptOut == OptOutHandling.Honour ? OptOut : other.OptOut);

    public static AnalyticsConsent? ReadAnalytics(ConfigNode node)
    {
        if (!node.ExpectFields("{analytics: required}"))
            return null;
        var analytics = node["analytics"].Choice<AnalyticsConsent?>(null, ("cookieless", AnalyticsConsent.Cookieless), ("required", AnalyticsConsent.Required));
        node["ads"].Choice(true, ("required", true));
        node.RefuseOthers();
        return analytics;
    }

    public static OptOutHandling? ReadOptOut(ConfigNode node) =>
        node.Choice<OptOutHandling?>(null, ("honour", OptOutHandling.Honour), ("ignore-analytics", OptOutHandling.IgnoreAnalytics));
}
