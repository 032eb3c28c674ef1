namespace Candor.Guard.Policy;

/// <summary>What each purpose needs. Advertising always needs consent; no setting loosens that.</summary>
sealed record ConsentRules(AnalyticsConsent Analytics, OptOutHandling OptOut)
{
    public static ConsentRules Default { get; } = new(AnalyticsConsent.Cookieless, OptOutHandling.Honour);

    /// <summary>A visitor id that outlives the day may be kept.</summary>
    public bool AllowsIdentifier(Consent consent) => consent.Analytics == true && (!consent.OptOut || OptOut == OptOutHandling.IgnoreAnalytics);

    /// <summary>The event may be counted at all.</summary>
    public bool AllowsCounting(Consent consent) => Analytics == AnalyticsConsent.Cookieless || consent.Analytics == true;

    public static ConsentRules Read(ConfigNode node, ConfigNode gpc, ConsentRules basis)
    {
        var analytics = basis.Analytics;
        if (node.ExpectFields("{analytics: required}"))
        {
            analytics = node["analytics"].Choice(basis.Analytics, ("cookieless", AnalyticsConsent.Cookieless), ("required", AnalyticsConsent.Required));
            node["ads"].Choice(true, ("required", true));
            node.RefuseOthers();
        }
        return new ConsentRules(analytics, gpc.Choice(basis.OptOut, ("honour", OptOutHandling.Honour), ("ignore-analytics", OptOutHandling.IgnoreAnalytics)));
    }
}
