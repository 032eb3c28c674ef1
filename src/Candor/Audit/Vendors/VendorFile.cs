namespace Candor.Audit.Vendors;

/// <summary>
/// Reads a vendor's file: <c>name: value</c> lines, <c>product:</c> begins the next product, and after <c>fields:</c> each line is a
/// key, a class and what the key means.
/// </summary>
static class VendorFile
{
    /// <exception cref="FormatException">A line is none of these.</exception>
    public static Vendor Parse(string file, string text)
    {
        var facts = new Dictionary<string, string>();
        var products = new List<Dictionary<string, string>>();
        var fields = new List<(string Key, FieldMeaning Meaning)>();
        var inFields = false;
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (inFields)
            {
                fields.Add(Field(file, number, line));
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                throw new FormatException($"{file}:{number}: \"{line}\" is not 'name: value'");
            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (name == "fields")
                inFields = true;
            else if (name == "product")
                products.Add(new Dictionary<string, string> { ["product"] = value });
            else if (products.Count == 0 && name is "vendor" or "owner" or "category")
                facts[name] = value;
            else if (products.Count > 0 && name is "at" or "shape" or "loads" or "account" or "event" or "page" or "default" or "names" or "batch" or "same" or "records" or "category")
                products[^1][name] = products[^1].TryGetValue(name, out var before) ? $"{before} {value}" : value;
            else
                throw new FormatException($"{file}:{number}: there is no \"{name}\" here");
        }
        if (!facts.TryGetValue("vendor", out var vendorName) || !facts.TryGetValue("category", out var category))
            throw new FormatException($"{file}: a vendor needs 'vendor:' and 'category:'");
        var vendor = new Vendor { Name = vendorName, Owner = facts.GetValueOrDefault("owner", vendorName), Category = category };
        foreach (var (key, meaning) in fields)
            vendor.Fields.Add(key, meaning);
        vendor.Products.AddRange(products.Select(p => Product(vendor, p)));
        return vendor;
    }

    /// <summary>Reads the table of vendors that have no file: name, category, where events arrive, where code is fetched from.</summary>
    /// <exception cref="FormatException">A line has not these four columns.</exception>
    public static IEnumerable<Vendor> ParseOthers(string file, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;
            var columns = line.Split('\t');
            if (columns.Length != 4)
                throw new FormatException($"{file}:{number}: \"{line}\" has not four columns");
            var vendor = new Vendor { Name = columns[0], Owner = columns[0], Category = columns[1] };
            vendor.Products.Add(new Product
            {
                Vendor = vendor, Name = "", Category = columns[1], At = Places(columns[2] == "-" ? null : columns[2]), Loads = Places(columns[3] == "-" ? null : columns[3]),
                Event = Selector.Parse("event event_type eventName event_name type e events[0].event_type events[0].type name"), Page = Selector.Parse("url page_url pageUrl dl page href location u"),
                Account = Selector.Parse("api_key apiKey key site_id siteId account_id client_id token id"), Records = columns[1] == Hosts.HostCategory.SessionReplay,
            });
            yield return vendor;
        }
    }

    static (string Key, FieldMeaning Meaning) Field(string file, int number, string line)
    {
        var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length >= 2 && Enum.TryParse<FieldClass>(parts[1], ignoreCase: true, out var kind)
            ? (parts[0], new FieldMeaning(kind, parts.Length > 2 ? parts[2] : ""))
            : throw new FormatException($"{file}:{number}: \"{line}\" is not 'key class meaning'");
    }

    static Product Product(Vendor vendor, Dictionary<string, string> p) => new()
    {
        Vendor = vendor,
        Name = p["product"],
        Category = p.GetValueOrDefault("category", vendor.Category),
        At = Places(p.GetValueOrDefault("at")),
        Shape = Places(p.GetValueOrDefault("shape")),
        Loads = Places(p.GetValueOrDefault("loads")),
        Account = Selector.Parse(p.GetValueOrDefault("account", "")),
        Event = Selector.Parse(p.GetValueOrDefault("event", "")),
        Page = Selector.Parse(p.GetValueOrDefault("page", "")),
        DefaultEvent = p.GetValueOrDefault("default", ""),
        EventNames = Names(p.GetValueOrDefault("names")),
        Batch = p.GetValueOrDefault("batch", ""),
        Same = Words(p.GetValueOrDefault("same")),
        Records = p.ContainsKey("records"),
    };

    static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    static Place[] Places(string? text) => [.. Words(text).Select(Place.Parse)];

    static Dictionary<string, string> Names(string? text) =>
        Words(text).Select(w => w.Split('=', 2)).Where(w => w.Length == 2).ToDictionary(w => w[0], w => w[1].Replace('_', ' '), StringComparer.OrdinalIgnoreCase);
}
