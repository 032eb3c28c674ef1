using Candor.Audit.Encodings;
using Candor.Audit.Vendors;

namespace Candor.Audit.Findings;

/// <summary>Recognises the message by which a consent banner tells its provider, or the site, what the visitor chose.</summary>
static class ConsentCall
{
    static readonly Place[] Providers =
    [
        .. new[]
        {
            "*.onetrust.com/*consentreceipts", "*.cookielaw.org/*consentreceipts", "consent.cookiebot.com/logconsent", "consentcdn.cookiebot.com/logconsent", "*.usercentrics.eu/consent/", "*.usercentrics.eu/*/consents",
            "api.privacy-center.org/*/events", "*.privacy-mgmt.com/*choice/", "log.cookieyes.com/", "*.consensu.org/*consent", "consent.trustarc.com/*log", "*.iubenda.com/consent", "*.osano.com/*consent", "*.termly.io/*consent",
            "consent.api.osano.com/", "*.axept.io/*consent", "*.cookiefirst.com/*consent", "*.complianz.io/*consent",
        }.Select(Place.Parse),
    ];

    static readonly string[] Yes = ["accept", "accepted", "acceptall", "accept_all", "granted", "grant", "allow", "allowed", "allowall", "allow_all", "optin", "opt_in", "confirmed", "onacceptallservices", "all", "consent.given", "agree"];
    static readonly string[] No = ["reject", "rejected", "rejectall", "reject_all", "deny", "denied", "denyall", "deny_all", "decline", "declined", "refuse", "refused", "optout", "opt_out", "ondenyallservices", "necessary", "necessary_only", "essential", "revoke", "revoked", "disagree", "dismiss"];

    /// <summary>Null when the message is no choice.</summary>
    public static ConsentChoice? Read(ObservedRequest request, MessageContents message)
    {
        var provider = Array.Exists(Providers, p => p.Matches(message));
        if (!provider && !IsOwnCall(request, message))
            return null;
        if (message.Path.Contains("/choice/gdpr/11", StringComparison.Ordinal))
            return ConsentChoice.Accepted;
        if (message.Path.Contains("/choice/gdpr/13", StringComparison.Ordinal))
            return ConsentChoice.Refused;
        return Decide(Values(message));
    }

    /// <summary>The site's own: an address that speaks of consent and carries a choice.</summary>
    static bool IsOwnCall(ObservedRequest request, MessageContents message) =>
        !request.IsDocument && (message.Path.Contains("consent", StringComparison.OrdinalIgnoreCase) || message.Path.Contains("cookie-choice", StringComparison.OrdinalIgnoreCase) || message.Path.Contains("cookie-preferences", StringComparison.OrdinalIgnoreCase))
        && !message.Path.EndsWith(".js", StringComparison.Ordinal) && !message.Path.EndsWith(".css", StringComparison.Ordinal) && Decide(Values(message)) != ConsentChoice.Unclear;

    /// <summary>Any refusal is a refusal: a banner that tells of several purposes says "opt out" of some.</summary>
    static ConsentChoice Decide(IEnumerable<string> values)
    {
        var choice = ConsentChoice.Unclear;
        foreach (var value in values)
        {
            var plain = value.Trim().ToLowerInvariant();
            if (Array.IndexOf(No, plain) >= 0)
                return ConsentChoice.Refused;
            if (Array.IndexOf(Yes, plain) >= 0)
                choice = ConsentChoice.Accepted;
        }
        return choice;
    }

    static IEnumerable<string> Values(MessageContents message)
    {
        foreach (var parameter in message.Query.Concat(message.Body.Form).Concat(message.Body.Json.SelectMany(j => JsonLeaves.Read(j, Carrier.Body))))
        {
            if (parameter.Name.Contains("NoOptIn", StringComparison.OrdinalIgnoreCase) || parameter.Text is "true" && !IsPurpose(parameter.Name))
                continue;
            yield return IsPurpose(parameter.Name) ? parameter.Text switch { "true" or "1" or "yes" => "accept", "false" or "0" or "no" => "reject", var other => other } : parameter.Text;
        }
        if (message.Body.Text.Length is > 0 and < 40)
            yield return message.Body.Text;
        foreach (var word in message.Path.Split('/'))
            yield return word;
    }

    static bool IsPurpose(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant();
        return last is "marketing" or "advertising" or "ads" or "ad_storage" or "analytics" or "analytics_storage" or "statistics" or "tracking" or "targeting" or "consent" or "accepted" or "consented";
    }
}
