using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Candor.Audit.Live;

/// <summary>
/// The browser's only way out: a SOCKS 5 door (RFC 1928) that resolves each name itself and connects to public addresses alone. So no page,
/// frame, worker, socket or redirect reaches a private network, and no name changes its address between the check and the connection.
/// </summary>
sealed class PublicDoor : IAsyncDisposable
{
    const int MostRefusedKept = 50;
    static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource end = new();
    readonly ConcurrentDictionary<string, byte> refused = new(StringComparer.OrdinalIgnoreCase);
    readonly Task accepting;

    public PublicDoor()
    {
        listener.Start(256);
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Names and addresses that lead into private networks.</summary>
    public IReadOnlyCollection<string> Refused => [.. refused.Keys.Order(StringComparer.Ordinal)];

    async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The door is closed.
        }
    }

    async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        try
        {
            near.NoDelay = true;
            var stream = near.GetStream();
            if (await AskedAsync(stream) is not { } asked)
                return;
            using var far = await ConnectAsync(asked.Host, asked.Port);
            // 5: version; 0: granted, 2: not allowed, 4: host unreachable; the address of our end is nobody's business.
            await stream.WriteAsync(new byte[] { 5, far is not null ? (byte)0 : refused.ContainsKey(asked.Host) ? (byte)2 : (byte)4, 0, 1, 0, 0, 0, 0, 0, 0 }, end.Token);
            if (far is null)
                return;
            var other = far.GetStream();
            await Task.WhenAny(stream.CopyToAsync(other, end.Token), other.CopyToAsync(stream, end.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two hung up.
        }
    }

    /// <summary>Null when what is asked is no connection.</summary>
    async Task<(string Host, int Port)?> AskedAsync(NetworkStream stream)
    {
        var head = new byte[2];
        await stream.ReadExactlyAsync(head, end.Token);
        if (head[0] != 5)
            return null;
        await stream.ReadExactlyAsync(new byte[head[1]], end.Token);
        await stream.WriteAsync(new byte[] { 5, 0 }, end.Token);
        var request = new byte[4];
        await stream.ReadExactlyAsync(request, end.Token);
        if (request[1] != 1)
            return null;
        var length = request[3] switch { 1 => 4, 4 => 16, _ => -1 };
        if (length < 0)
        {
            await stream.ReadExactlyAsync(head.AsMemory(0, 1), end.Token);
            length = head[0];
        }
        var address = new byte[length + 2];
        await stream.ReadExactlyAsync(address, end.Token);
        var host = request[3] == 3 ? Encoding.ASCII.GetString(address, 0, length) : new IPAddress(address.AsSpan(0, length)).ToString();
        return (host, BinaryPrimitives.ReadUInt16BigEndian(address.AsSpan(length)));
    }

    async Task<TcpClient?> ConnectAsync(string host, int port)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        limit.CancelAfter(LongestConnect);
        try
        {
            var all = await Dns.GetHostAddressesAsync(host, limit.Token);
            var open = Array.FindAll(all, a => !PrivateAddresses.Has(a));
            if (open.Length == 0)
            {
                if (all.Length > 0 && refused.Count < MostRefusedKept)
                    refused.TryAdd(host, 0);
                return null;
            }
            var far = new TcpClient { NoDelay = true };
            try
            {
                await far.ConnectAsync(open, port, limit.Token);
                return far;
            }
            catch
            {
                far.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        end.Dispose();
    }
}
