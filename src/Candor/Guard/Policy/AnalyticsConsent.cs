namespace Candor.Guard.Policy;

/// <summary>What counting visits needs.</summary>
enum AnalyticsConsent : byte
{
    /// <summary>Everyone is counted under a key that lasts a day; a longer id only with consent.</summary>
    Cookieless,

    /// <summary>Nothing is kept of a visitor who has not consented.</summary>
    Required,
}
