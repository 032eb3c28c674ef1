using System.Text.RegularExpressions;
using Candor.Store.ClickHouse;

namespace Candor.Cli;

/// <summary>The <c>server.store:</c> section of candor.yaml: where events are kept. Without it, in the data folder.</summary>
sealed partial record StoreSection
{
    /// <summary>The password's place: not in a file that is shown around.</summary>
    public const string PasswordVariable = "CANDOR_CLICKHOUSE_PASSWORD";

    static readonly Uri DefaultNode = new("http://127.0.0.1:8123");

    public bool ClickHouse { get; private init; }

    public IReadOnlyList<Uri> Nodes { get; private init; } = [DefaultNode];

    public string? Cluster { get; private init; }

    public bool Keeper { get; private init; }

    public string Database { get; private init; } = "candor";

    public string User { get; private init; } = "default";

    public static StoreSection Read(ConfigNode node)
    {
        if (!node.ExpectFields("{engine: clickhouse, nodes: [http://127.0.0.1:8123]}"))
            return new StoreSection();
        var section = new StoreSection
        {
            ClickHouse = node["engine"].Choice(false, ("duckdb", false), ("clickhouse", true)),
            Nodes = ReadNodes(node["nodes"]),
            Cluster = Name(node["cluster"], ""),
            Keeper = node["keeper"].Flag(false),
            Database = Name(node["database"], "candor")!,
            User = node["user"].Text("default"),
        };
        if (node["password"].Exists)
            node["password"].Report($"a password does not belong in this file; put it into the environment variable {PasswordVariable}");
        node.RefuseOthers();
        if (!section.ClickHouse && node.Fields.Keys.FirstOrDefault(f => f != "engine") is { } lone)
            node[lone].Report("is only for ClickHouse; write engine: clickhouse beside it");
        if (section.Cluster is null && section.Nodes.Count > 1)
            node["nodes"].Report("several nodes need the cluster's name in remote_servers; write cluster: NAME beside them");
        if (section.Cluster is null && section.Keeper)
            node["keeper"].Report("only a cluster has a keeper; write cluster: NAME beside it");
        return section;
    }

    public ClickHouseOptions Options(DataFolder data, ServerSection server) => new()
    {
        Nodes = Nodes,
        Cluster = Cluster,
        Keeper = Keeper,
        Database = Database,
        User = User,
        Password = Environment.GetEnvironmentVariable(PasswordVariable) ?? "",
        Folder = Path.GetDirectoryName(data.Store)!,
        QueryMemory = server.Memory,
    };

    static List<Uri> ReadNodes(ConfigNode node)
    {
        var nodes = new List<Uri>();
        foreach (var text in node.Texts() ?? [])
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Query.Length == 0)
                nodes.Add(address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"));
            else
                node.Report($"\"{text}\" is not the HTTP address of a ClickHouse server; write http://10.0.0.1:8123");
        return nodes.Count > 0 ? nodes : [DefaultNode];
    }

    /// <summary>A name that needs no quoting.</summary>
    static string? Name(ConfigNode node, string fallback)
    {
        var name = node.Text(fallback);
        if (!Plain().IsMatch(name) && name != fallback)
            node.Report($"\"{name}\" is not a name of letters, digits and _");
        return name.Length == 0 || (!Plain().IsMatch(name) && name != fallback) ? fallback.Length > 0 ? fallback : null : name;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
