using System.Net;
using Candor.Sites;

namespace Candor.Cli;

/// <summary>The <c>server:</c> section of candor.yaml. Where a field is missing or wrong, its default stands.</summary>
sealed record ServerSection
{
    public IReadOnlyList<string> Urls { get; private init; } = [];

    /// <summary>Relative to the config file.</summary>
    public string? Data { get; private init; }

    /// <summary>The PostgreSQL database that takes the place of the file for what people edit.</summary>
    public string? Database { get; private init; }

    /// <summary>What browsers use, where a proxy hides it.</summary>
    public Uri? PublicUrl { get; private init; }

    /// <summary>Whose word on the sender's address counts.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; private init; } = [];

    public string? GeoDatabase { get; private init; }

    /// <summary>What the store may take, in bytes.</summary>
    public long Memory { get; private init; } = 1L << 30;

    public int Threads { get; private init; } = Environment.ProcessorCount;

    /// <summary>Free disk space below which events are refused.</summary>
    public long KeepFree { get; private init; } = 512L << 20;

    /// <summary>Where events are kept.</summary>
    public StoreSection Store { get; private init; } = new();

    public static ServerSection Read(ConfigNode node)
    {
        if (!node.ExpectFields("{urls: [http://127.0.0.1:8080]}"))
            return new ServerSection();
        var section = new ServerSection
        {
            Urls = ReadUrls(node["urls"]),
            Data = node["data"].Text("") is { Length: > 0 } data ? data : null,
            Database = ReadDatabase(node["database"]),
            PublicUrl = ReadPublicUrl(node["public_url"]),
            TrustedProxies = ReadProxies(node["trusted_proxies"]),
            GeoDatabase = ReadGeo(node["geo_database"]),
            Memory = AtLeast(node["memory"], 1L << 30, 128L << 20, "128MB"),
            Threads = node["threads"].Whole(Environment.ProcessorCount, 1, 1024),
            KeepFree = node["keep_free"].Bytes(512L << 20),
            Store = StoreSection.Read(node["store"]),
        };
        node.RefuseOthers();
        return section;
    }

    static IReadOnlyList<string> ReadUrls(ConfigNode node)
    {
        var urls = node.Texts() ?? [];
        foreach (var url in urls)
            if (ListenAddress.WhyNot(url) is { } why)
                node.Report($"\"{url}\" {why}; write http://127.0.0.1:8080");
        return urls;
    }

    static string? ReadDatabase(ConfigNode node)
    {
        if (node.Text("") is not { Length: > 0 } address)
            return null;
        // The value is not shown: a password may be in it.
        if (PostgresAddress.WhyNot(address) is { } why)
            node.Report($"this is not the address of a PostgreSQL database ({why}); write postgres://candor@db.example.org/candor");
        return address;
    }

    static Uri? ReadPublicUrl(ConfigNode node)
    {
        if (!node.Exists)
            return null;
        if (Uri.TryCreate(node.Text(""), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0)
            return url;
        node.Report($"\"{node.Value}\" is not a web address; write https://stats.example.org");
        return null;
    }

    static List<IPNetwork> ReadProxies(ConfigNode node)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in node.Texts() ?? [])
            if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                node.Report($"\"{text}\" is neither a network nor an address; write 10.0.0.0/8 or ::1");
        return networks;
    }

    static string? ReadGeo(ConfigNode node)
    {
        if (!node.Exists)
            return null;
        var path = node.Text("");
        if (!File.Exists(path))
            node.Report($"there is no file {path}; leave the field out for the packaged one");
        return path;
    }

    static long AtLeast(ConfigNode node, long fallback, long least, string shown)
    {
        var bytes = node.Bytes(fallback);
        if (bytes < least)
            node.Report($"\"{node.Value}\" is less than {shown}, with which the store cannot work");
        return bytes;
    }
}
