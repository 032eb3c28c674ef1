using System.Collections.Frozen;

namespace Candor.Guard.Policy;

/// <summary>The whole policy file: rules for all sites and overrides for some.</summary>
sealed class GuardPolicy
{
    readonly FrozenDictionary<string, SitePolicy>.AlternateLookup<ReadOnlySpan<char>> lookup;

    GuardPolicy(SitePolicy defaults, Dictionary<string, SitePolicy> sites)
    {
        Defaults = defaults;
        Sites = sites.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        lookup = Sites.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What holds with no file.</summary>
    public static GuardPolicy Strict { get; } = new(SitePolicy.Strict, []);

    public SitePolicy Defaults { get; }

    /// <summary>Overrides by domain or site id, as written.</summary>
    public FrozenDictionary<string, SitePolicy> Sites { get; }

    /// <summary>The entry for the id, else for the domain or the nearest domain above it, else the defaults.</summary>
    public SitePolicy For(ReadOnlySpan<char> siteId, ReadOnlySpan<char> domain)
    {
        if (Sites.Count == 0)
            return Defaults;
        if (lookup.TryGetValue(siteId, out var policy))
            return policy;
        for (; domain.Length > 0; domain = domain.IndexOf('.') is var dot and >= 0 ? domain[(dot + 1)..] : [])
            if (lookup.TryGetValue(domain, out policy))
                return policy;
        return Defaults;
    }

    /// <summary>Reads <c>defaults:</c> and <c>sites:</c>. Mistakes are reported to the file; where one stands, the default holds.</summary>
    public static GuardPolicy Read(ConfigFile file)
    {
        var root = file.Root;
        _ = root["server"];
        var defaults = SitePolicy.Read(root["defaults"], SitePolicy.Strict);
        var sites = new Dictionary<string, SitePolicy>(StringComparer.OrdinalIgnoreCase);
        var node = root["sites"];
        if (node.ExpectFields("{example.org: {retention: 13mo}}"))
            foreach (var name in node.Fields.Keys)
            {
                if (name.Contains('/', StringComparison.Ordinal) || name.Contains(' ', StringComparison.Ordinal))
                    node[name].Report("is named neither by a domain nor by a site id; write example.org or s_…");
                if (!sites.TryAdd(name, SitePolicy.Read(node[name], defaults)))
                    node[name].Report("stands twice in different letter case; keep one");
            }
        root.RefuseOthers();
        return new GuardPolicy(defaults, sites);
    }
}
