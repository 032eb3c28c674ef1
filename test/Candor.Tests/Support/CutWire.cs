using System.Net;
using System.Net.Sockets;

namespace Candor.Tests.Support;

/// <summary>A loopback port that leads to another one until it is cut: a server that is away, and comes back.</summary>
sealed class CutWire : IDisposable
{
    readonly int target;
    readonly Lock gate = new();
    readonly List<TcpClient> open = [];
    TcpListener? listener;

    public CutWire(int target)
    {
        this.target = target;
        Listen(0);
    }

    public int Port { get; private set; }

    public void Cut()
    {
        lock (gate)
        {
            listener?.Dispose();
            listener = null;
            open.ForEach(client => client.Dispose());
            open.Clear();
        }
    }

    public void Mend() => Listen(Port);

    void Listen(int port)
    {
        var fresh = new TcpListener(IPAddress.Loopback, port);
        fresh.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        fresh.Start();
        Port = ((IPEndPoint)fresh.LocalEndpoint).Port;
        listener = fresh;
        _ = AcceptAsync(fresh);
    }

    async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
                _ = RelayAsync(await from.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    async Task RelayAsync(TcpClient near)
    {
        var far = new TcpClient();
        lock (gate)
            open.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
        finally
        {
            near.Dispose();
            far.Dispose();
        }
    }

    public void Dispose() => Cut();
}
