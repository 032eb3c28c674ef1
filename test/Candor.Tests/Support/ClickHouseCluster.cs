using System.Globalization;

namespace Candor.Tests.Support;

/// <summary>Two shards of two replicas each, without a keeper: replicas do not know of each other.</summary>
sealed class ClickHouseCluster : IDisposable
{
    public const string Name = "two_by_two";

    public ClickHouseCluster()
    {
        ClickHouseServer.Require();
        var ports = Enumerable.Range(0, 4).Select(_ => (Http: ClickHouseServer.FreePort(), Tcp: ClickHouseServer.FreePort())).ToArray();
        var shards = string.Concat(ports.Select(p => p.Tcp).Chunk(2).Select(pair =>
            $"<shard><internal_replication>false</internal_replication>{string.Concat(pair.Select(port => string.Create(CultureInfo.InvariantCulture, $"<replica><host>127.0.0.1</host><port>{port}</port></replica>")))}</shard>"));
        var section = $"<remote_servers replace=\"1\"><{Name}>{shards}</{Name}></remote_servers>";
        Nodes = [.. ports.AsParallel().AsOrdered().Select(p => new ClickHouseServer(p.Http, p.Tcp, section))];
    }

    /// <summary>The first two are the first shard's.</summary>
    public IReadOnlyList<ClickHouseServer> Nodes { get; }

    public void Dispose()
    {
        foreach (var node in Nodes)
            node.Dispose();
    }
}
