using System.Collections.Concurrent;
using Candor.Guard.Policy;
using Candor.Sites;

namespace Candor.Collect;

/// <summary>The gate of every site, made anew when the site or its policy changes.</summary>
sealed class SiteGates(SiteDirectory sites, PolicySource policies)
{
    readonly ConcurrentDictionary<string, SiteGate> gates = new(StringComparer.Ordinal);

    public SiteGate? Find(string id)
    {
        if (sites.Find(id) is not { } site)
            return null;
        var policy = policies.Current.For(site.Id, site.Domain);
        return gates.TryGetValue(id, out var gate) && ReferenceEquals(gate.Site, site) && ReferenceEquals(gate.Policy, policy)
            ? gate
            : gates[id] = new SiteGate(site, policy);
    }

    /// <summary>Whether a page of this origin may send to any site: all that can be asked before the body is there.</summary>
    public bool AnyAccepts(string origin) => sites.All.Any(site => Find(site.Id)!.Accepts(origin));
}
