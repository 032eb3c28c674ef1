namespace Candor.Guard.Policy;

/// <summary>What counting visitors of one place needs; null where it says nothing.</summary>
sealed record RegionRule(AnalyticsConsent? Analytics, OptOutHandling? OptOut)
{
    public ConsentRules Over(ConsentRules basis) => new(Analytics ?? basis.Analytics, OptOut ?? basis.OptOut);

    public static RegionRule Read(ConfigNode node)
    {
        if (!node.ExpectFields("{consent: {analytics: required}}"))
            return new RegionRule(null, null);
        var rule = new RegionRule(ConsentRules.ReadAnalytics(node["consent"]), ConsentRules.ReadOptOut(node["gpc"]));
        node.RefuseOthers();
        return rule;
    }
}
