using Candor.Audit.Encodings;

namespace Candor.Audit.Vendors;

/// <summary>All vendors that are known, found by a message's host and address.</summary>
sealed class VendorCatalogue
{
    readonly Dictionary<string, List<(Place Place, Product Product, bool IsLoad, bool ByShape)>> byDomain = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<(Place Place, Product Product, bool IsLoad, bool ByShape)>>.AlternateLookup<ReadOnlySpan<char>> lookup;
    readonly List<(Place Place, Product Product, bool IsLoad, bool ByShape)> anywhere = [];

    /// <summary>The files inside the program.</summary>
    public static VendorCatalogue Packaged { get; } = new(ReadPackaged());

    public VendorCatalogue(IEnumerable<Vendor> vendors)
    {
        lookup = byDomain.GetAlternateLookup<ReadOnlySpan<char>>();
        Vendors = [.. vendors];
        foreach (var product in Vendors.SelectMany(v => v.Products))
        {
            foreach (var place in product.At)
                Add(place, product, isLoad: false);
            foreach (var place in product.Loads)
                Add(place, product, isLoad: true);
            foreach (var place in product.Shape)
                anywhere.Add((place, product, false, true));
        }
    }

    public IReadOnlyList<Vendor> Vendors { get; }

    /// <summary>Null when nobody known listens there. Events are looked for before scripts, in the order of the files.</summary>
    public VendorMatch? Find(MessageContents message)
    {
        VendorMatch? load = null;
        for (ReadOnlySpan<char> host = message.Host; !host.IsEmpty;)
        {
            if (lookup.TryGetValue(host, out var places))
                foreach (var (place, product, isLoad, _) in places)
                {
                    if ((isLoad && load is not null) || !place.Matches(message))
                        continue;
                    if (!isLoad)
                        return new VendorMatch(product, IsLoad: false, ByShape: false);
                    load = new VendorMatch(product, IsLoad: true, ByShape: false);
                }
            var dot = host.IndexOf('.');
            host = dot < 0 ? [] : host[(dot + 1)..];
        }
        if (load is not null)
            return load;
        foreach (var (place, product, isLoad, byShape) in anywhere)
            if (place.Matches(message))
                return new VendorMatch(product, isLoad, byShape);
        return null;
    }

    void Add(Place place, Product product, bool isLoad)
    {
        if (place.Domain.Length == 0)
        {
            anywhere.Add((place, product, isLoad, false));
            return;
        }
        if (!byDomain.TryGetValue(place.Domain, out var places))
            byDomain[place.Domain] = places = [];
        places.Add((place, product, isLoad, false));
    }

    static IEnumerable<Vendor> ReadPackaged()
    {
        const string Prefix = "Candor.Audit.Vendors.";
        var assembly = typeof(VendorCatalogue).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && (n.EndsWith(".txt", StringComparison.Ordinal) || n.EndsWith(".tsv", StringComparison.Ordinal))).OrderByDescending(n => n.EndsWith(".txt", StringComparison.Ordinal)).ThenBy(n => n, StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var vendor in name.EndsWith(".tsv", StringComparison.Ordinal) ? VendorFile.ParseOthers(name[Prefix.Length..], reader.ReadToEnd()) : [VendorFile.Parse(name[Prefix.Length..], reader.ReadToEnd())])
                yield return vendor;
        }
    }
}
