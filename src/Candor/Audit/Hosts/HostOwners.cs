using System.Collections.Frozen;

namespace Candor.Audit.Hosts;

/// <summary>Owners and purposes of hosts, from the third-party-web data set.</summary>
sealed class HostOwners
{
    readonly FrozenDictionary<string, HostOwner>.AlternateLookup<ReadOnlySpan<char>> exact, below;

    HostOwners(Dictionary<string, HostOwner> exact, Dictionary<string, HostOwner> below)
    {
        this.exact = exact.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        this.below = below.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static HostOwners None { get; } = new([], []);

    /// <param name="text">Tab-separated: entity, company, category, hosts; the first line names the columns.</param>
    public static HostOwners Parse(string text)
    {
        Dictionary<string, HostOwner> exact = new(StringComparer.Ordinal), below = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Skip(1))
        {
            var columns = line.Split('\t');
            if (columns.Length < 4)
                continue;
            var owner = new HostOwner(columns[0], columns[1], Category(columns[2]));
            foreach (var host in columns[3].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (host.StartsWith("*.", StringComparison.Ordinal))
                    below.TryAdd(host[2..], owner);
                else
                    exact.TryAdd(host, owner);
        }
        return new HostOwners(exact, below);
    }

    /// <summary>Null when nobody is known.</summary>
    public HostOwner? Find(ReadOnlySpan<char> host)
    {
        if (exact.TryGetValue(host, out var owner))
            return owner;
        for (var rest = host; !rest.IsEmpty;)
        {
            if (below.TryGetValue(rest, out owner))
                return owner;
            var dot = rest.IndexOf('.');
            rest = dot < 0 ? [] : rest[(dot + 1)..];
        }
        return null;
    }

    static string Category(string theirs) => theirs switch
    {
        "ad" => HostCategory.Advertising,
        "other" => HostCategory.Unknown,
        _ => theirs,
    };
}
