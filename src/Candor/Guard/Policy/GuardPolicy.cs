using System.Collections.Frozen;
using Candor.Guard.Detect;

namespace Candor.Guard.Policy;

/// <summary>The whole policy file: rules for all sites and overrides for some.</summary>
sealed class GuardPolicy
{
    readonly FrozenDictionary<string, SitePolicy>.AlternateLookup<ReadOnlySpan<char>> lookup;

    /// <summary>The language that this program reads. A file need not say so.</summary>
    const int Version = 1;

    GuardPolicy(SitePolicy defaults, Dictionary<string, SitePolicy> sites, VocabularyFiles ownWords, TopicVocabulary vocabulary)
    {
        OwnWords = ownWords;
        Vocabulary = vocabulary;
        Defaults = defaults;
        Sites = sites.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        lookup = Sites.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>What holds with no file.</summary>
    public static GuardPolicy Strict { get; } = new(SitePolicy.Strict, [], VocabularyFiles.None, TopicVocabulary.Packaged);

    public SitePolicy Defaults { get; }

    /// <summary>The owner's own topic words, as written.</summary>
    public VocabularyFiles OwnWords { get; }

    /// <summary>The packaged topic words and the owner's.</summary>
    public TopicVocabulary Vocabulary { get; }

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

    /// <summary>Reads <c>defaults:</c>, <c>sites:</c> and <c>vocabulary:</c>. Mistakes are reported to the file; where one stands, the default holds.</summary>
    public static GuardPolicy Read(ConfigFile file)
    {
        var root = file.Root;
        _ = root["server"];
        if (root["version"].Whole(Version, 1, int.MaxValue) > Version)
            root["version"].Report($"is a policy of version {root["version"].Value}; this program reads version {Version}. Update Candor, or take the older file");
        var defaults = SitePolicy.Read(root["defaults"], SitePolicy.Strict);
        var sites = new Dictionary<string, SitePolicy>(StringComparer.OrdinalIgnoreCase);
        var node = root["sites"];
        if (node.ExpectFields("{example.org: {retention: 13mo}}"))
            foreach (var name in node.Fields.Keys)
            {
                if (name.AsSpan().ContainsAny('/', ' '))
                    node[name].Report("is named neither by a domain nor by a site id; write example.org or s_…");
                if (!sites.TryAdd(name, SitePolicy.Read(node[name], defaults)))
                    node[name].Report("stands twice in different letter case; keep one");
            }
        var ownWords = VocabularyFiles.Read(root["vocabulary"], file);
        root.RefuseOthers();
        return new GuardPolicy(defaults, sites, ownWords, ownWords.Vocabulary(file));
    }
}
