using System.Collections.Frozen;

namespace Candor.Store;

/// <summary>The senders of <c>sources.txt</c>, by host and by what people write into <c>utm_source</c>.</summary>
static class KnownSources
{
    static readonly Dictionary<string, KnownSource> Hosts = new(StringComparer.Ordinal);
    static readonly Dictionary<string, KnownSource> Brands = new(StringComparer.Ordinal);
    static readonly Dictionary<string, KnownSource> Aliases = new(StringComparer.Ordinal)
    {
        ["fb"] = new("Facebook", SourceKind.Social),
        ["ig"] = new("Instagram", SourceKind.Social),
        ["an"] = new("Facebook", SourceKind.Social),
        ["x"] = new("Twitter", SourceKind.Social),
        ["yt"] = new("YouTube", SourceKind.Video),
        ["adwords"] = new("Google", SourceKind.Search),
        ["newsletter"] = new("newsletter", SourceKind.Email),
        ["email"] = new("email", SourceKind.Email),
    };

    static readonly FrozenSet<string> SecondLevels =
        new[] { "co", "com", "org", "net", "ac", "edu", "gov", "or", "ne" }.ToFrozenSet(StringComparer.Ordinal);

    static KnownSources()
    {
        using var file = typeof(KnownSources).Assembly.GetManifestResourceStream("Candor.Store.Traffic.sources.txt")!;
        using var lines = new StreamReader(file);
        while (lines.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                Take(line);
    }

    /// <summary>By the host's longest known ending, so mail.google.com is not google.com.</summary>
    public static KnownSource? ByHost(ReadOnlySpan<char> host)
    {
        var hosts = Hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var rest = host; !rest.IsEmpty; rest = AfterDot(rest))
        {
            if (hosts.TryGetValue(rest, out var known))
                return known;
            if (Brand(rest) is { } brand)
                return brand;
        }

        return null;
    }

    /// <summary>By what stands in <c>utm_source</c>, in any case: a name, a host or a common short form.</summary>
    public static KnownSource? ByUtmSource(string source)
    {
        var lower = source.ToLowerInvariant();
        return Aliases.GetValueOrDefault(lower) ?? (lower.Contains('.', StringComparison.Ordinal) ? ByHost(lower) : null);
    }

    /// <summary>google.de and google.co.uk for "google.*".</summary>
    static KnownSource? Brand(ReadOnlySpan<char> host)
    {
        var dot = host.IndexOf('.');
        if (dot < 0 || !Brands.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(host[..dot], out var known))
            return null;
        var ending = host[(dot + 1)..];
        var second = ending.IndexOf('.');
        return second < 0 || SecondLevels.GetAlternateLookup<ReadOnlySpan<char>>().Contains(ending[..second]) ? known : null;
    }

    static void Take(string line)
    {
        var kind = line[..10].TrimEnd();
        var name = line[10..28].TrimEnd();
        var known = new KnownSource(name, Enum.Parse<SourceKind>(kind, ignoreCase: true));
        Aliases.TryAdd(name.ToLowerInvariant(), known);
        foreach (var host in line[28..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (host.EndsWith(".*", StringComparison.Ordinal))
                Brands.Add(host[..^2], known);
            else
                Hosts.Add(host, known);
            var labels = host.Split('.');
            if (labels.Length == 2)
                Aliases.TryAdd(labels[0], known);
        }
    }

    static ReadOnlySpan<char> AfterDot(ReadOnlySpan<char> host)
    {
        var dot = host.IndexOf('.');
        return dot < 0 ? default : host[(dot + 1)..];
    }
}
