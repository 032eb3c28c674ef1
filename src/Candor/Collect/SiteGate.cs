using System.Collections.Concurrent;
using System.Security.Cryptography;
using Candor.Guard.Policy;
using Candor.Sites;

namespace Candor.Collect;

/// <summary>One site with the policy in force: who may send, how much, and what the script is told.</summary>
sealed class SiteGate(SiteInfo site, SitePolicy policy)
{
    // One for each kind of consent that some place needs.
    readonly ConcurrentDictionary<ConsentRules, (byte[], string)> configs = new();

    // Nearly all of a site's events come from one origin, and comparing beats parsing it as a URL again.
    string? lastAccepted;

    public SiteInfo Site => site;

    public SitePolicy Policy => policy;

    public ulong Key { get; } = BitConverter.ToUInt64(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(site.Id)));

    // Ten seconds' worth at once: a page flushes when it is hidden, a server after a pause.
    public EventRate SiteRate { get; } = new(policy.Limits.PerSite, policy.Limits.PerSite * 10.0);

    public EventRate AddressRate { get; } = new(policy.Limits.PerAddress, policy.Limits.PerAddress * 10.0);

    /// <summary>What the script is told depends on where the visitor is.</summary>
    public bool DependsOnPlace => policy.Regions.All.Count > 0;

    /// <summary>What <c>/candor/&lt;site&gt;.json</c> answers, and its tag.</summary>
    /// <param name="country">Empty when it is not known.</param>
    public (byte[] Json, string ETag) PixelConfig(string country, string region)
    {
        var here = policy.At("", country, region);
        return configs.GetOrAdd(here.Consent, _ =>
        {
            var config = here.PixelConfig;
            var json = (config with { CookieDomain = config.CookieDomain ?? CookieDomain }).ToJson();
            return (json, $"\"{Convert.ToHexStringLower(SHA256.HashData(json))[..16]}\"");
        });
    }

    /// <summary>Browsers take no cookie for a name without a dot or for an address.</summary>
    string? CookieDomain => site.Domain.Contains('.', StringComparison.Ordinal) && !System.Net.IPAddress.TryParse(site.Domain, out _) ? site.Domain : null;

    public bool Accepts(string origin)
    {
        if (origin == lastAccepted)
            return true;
        if (!site.Accepts(origin) && !policy.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return false;
        lastAccepted = origin;
        return true;
    }
}
