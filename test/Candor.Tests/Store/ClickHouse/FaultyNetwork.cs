using System.Net;
using System.Net.Sockets;

namespace Candor.Tests.Store.ClickHouse;

/// <summary>Stands between a store and its server: passes everything on, and can lose an answer after the server has done what it was asked.</summary>
sealed class FaultyNetwork : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly int port;

    public FaultyNetwork(int port)
    {
        this.port = port;
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    /// <summary>The answer to the next request that has this text is lost, and the connection with it.</summary>
    public string? LoseAnswerTo { get; set; }

    public int Lost { get; private set; }

    async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
            _ = PassAsync(await listener.AcceptTcpClientAsync(stop.Token));
    }

    async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, port);
            var lose = false;
            var up = CopyAsync(client.GetStream(), server.GetStream(), bytes =>
            {
                if (LoseAnswerTo is { } text && System.Text.Encoding.Latin1.GetString(bytes).Contains(text, StringComparison.Ordinal))
                    (lose, LoseAnswerTo) = (true, null);
                return true;
            });
            var down = CopyAsync(server.GetStream(), client.GetStream(), _ =>
            {
                if (!lose)
                    return true;
                Lost++;
                return false;
            });
            await Task.WhenAny(up, down);
        }
    }

    async Task CopyAsync(NetworkStream from, NetworkStream to, Func<byte[], bool> pass)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReadAsync(buffer, stop.Token) is > 0 and var read && pass(buffer[..read]))
                await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
    }
}
