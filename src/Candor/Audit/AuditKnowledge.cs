using System.Text;
using Candor.Audit.Hosts;
using Candor.Audit.Hosts.Lists;
using Candor.Audit.Vendors;

namespace Candor.Audit;

/// <summary>What an audit knows before it looks: vendors, owners of hosts, registrable domains, tracking lists.</summary>
sealed class AuditKnowledge
{
    public VendorCatalogue Vendors { get; init; } = VendorCatalogue.Packaged;

    public required PublicSuffixes Suffixes { get; init; }

    public HostOwners Owners { get; init; } = HostOwners.None;

    /// <summary>Which requests are tracking, for hosts that nobody here knows by name.</summary>
    public FilterList Tracking { get; init; } = FilterList.None;

    /// <summary>The lists that were read, for the report.</summary>
    public IReadOnlyList<ListFile> Lists { get; init; } = [];

    /// <summary>Reads the lists that came with the program.</summary>
    /// <exception cref="IOException">A list is missing that nothing works without, or is not what its manifest says.</exception>
    public static AuditKnowledge Load(string? folder = null)
    {
        folder ??= ListFile.Folder;
        var lists = new List<ListFile>();
        var texts = new Dictionary<string, string>();
        foreach (var list in ListFile.All(folder))
            if (list.Read(folder) is { } bytes)
            {
                lists.Add(list);
                texts[list.File] = Encoding.UTF8.GetString(bytes);
            }
        return new AuditKnowledge
        {
            Suffixes = texts.TryGetValue("public-suffixes.txt", out var suffixes) ? PublicSuffixes.Parse(suffixes)
                : throw new IOException($"{folder} has no public-suffixes.txt: without it nobody can tell a site's own hosts from others."),
            Owners = texts.TryGetValue("owners.tsv", out var owners) ? HostOwners.Parse(owners) : HostOwners.None,
            Tracking = texts.TryGetValue("easyprivacy.txt", out var tracking) ? FilterList.Parse(tracking) : FilterList.None,
            Lists = lists,
        };
    }
}
