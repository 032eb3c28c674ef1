namespace Candor.Bench.Servers;

/// <summary>Servers that are ended together, whatever happens to the benchmark that started them.</summary>
sealed class ServerSet : IDisposable
{
    readonly List<ServerProcess> servers = [];

    public ServerProcess Add(ServerProcess server)
    {
        servers.Add(server);
        return server;
    }

    public void Dispose()
    {
        foreach (var server in servers)
            server.Dispose();
    }
}
