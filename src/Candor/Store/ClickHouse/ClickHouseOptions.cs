namespace Candor.Store.ClickHouse;

sealed record ClickHouseOptions
{
    /// <summary>HTTP addresses of the servers. More than one needs <see cref="Cluster"/>; then all of its nodes are named, and no proxy before them.</summary>
    public required IReadOnlyList<Uri> Nodes { get; init; }

    /// <summary>The cluster's name in <c>remote_servers</c>; null for a single server.</summary>
    public string? Cluster { get; init; }

    /// <summary>The cluster has a keeper, so its replicas copy from each other. Without one, the loader writes to each of them.</summary>
    public bool Keeper { get; init; }

    public string Database { get; init; } = "candor";

    public string User { get; init; } = "default";

    public string Password { get; init; } = "";

    /// <summary>Where this collector keeps its name and which batches it has begun to send. The folder is made when it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>What one question may take on a server, in bytes; half of it before it spills to disk.</summary>
    public long QueryMemory { get; init; } = 4L << 30;

    /// <summary>How many questions run at once; more wait.</summary>
    public int ConcurrentQueries { get; init; } = 4;

    /// <summary>For one insert or one statement. A question may take as long as its caller waits.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a node that is away is tried again.</summary>
    public TimeSpan RetryNode { get; init; } = TimeSpan.FromSeconds(5);
}
