using System.Net;
using System.Net.Sockets;
using System.Text;
using Candor.Collect.Wire;
using Candor.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Candor.Tests.Collect;

/// <summary>Senders that break the protocol, hold on for too long or send too much.</summary>
public sealed class LimitsTests
{
    [Fact]
    public async Task TooManyEventsAreRefusedWithATimeAndCounted()
    {
        await using var app = await CandorApp.StartAsync(new CandorAppOptions { Policy = "defaults:\n  limits: {per_site: 2, per_address: 1000}\n" });
        using var answer = await app.SendAsync(string.Join('\n', Enumerable.Repeat(app.Event(), 50)));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.InRange(app.Kept().Count, 20, 30);
        Assert.Equal(50 - app.Kept().Count, app.Counters.Refused(RefusalReason.RateLimited));
    }

    [Fact]
    public async Task AnAddressIsLimitedButNotAProxyThatStandsForMany()
    {
        await using var app = await CandorApp.StartAsync(new CandorAppOptions
        {
            Policy = "defaults:\n  limits: {per_site: 100000, per_address: 1}\n",
            Collect = new("") { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] },
        });
        var many = string.Join('\n', Enumerable.Repeat(app.Event(), 40));
        using var visitor = await app.SendAsync(many, ("X-Forwarded-For", "8.8.8.8"));
        using var neighbour = await app.SendAsync(app.Event(), ("X-Forwarded-For", "8.8.4.4"));
        using var local = await app.SendAsync(many);
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.NoContent, HttpStatusCode.NoContent), (visitor.StatusCode, neighbour.StatusCode, local.StatusCode));
    }

    [Fact]
    public async Task ASlowBodyIsEndedAndTheNextSenderServed()
    {
        await using var app = await CandorApp.StartAsync(new CandorAppOptions { Kestrel = limits => limits.MinRequestBodyDataRate = new MinDataRate(1000, TimeSpan.FromSeconds(1.1)) });
        using var slow = await ConnectAsync(app);
        await slow.SendAsync(Encoding.ASCII.GetBytes("POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\n{"));
        Assert.StartsWith("HTTP/1.1 408", await ReadAsync(slow), StringComparison.Ordinal);
        using var next = await app.SendAsync(app.Event());
        Assert.Equal(HttpStatusCode.NoContent, next.StatusCode);
        Assert.Equal(1, app.Counters.Refused(RefusalReason.SlowBody));
    }

    [Theory]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\nhello")]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n")]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\nhello")]
    [InlineData("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n{}{}{}GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST /e HTTP/1.1\r\n\r\n")]
    public async Task WronglyFramedRequestsAreRefused(string request)
    {
        await using var app = await CandorApp.StartAsync();
        using var socket = await ConnectAsync(app);
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        Assert.StartsWith("HTTP/1.1 400", await ReadAsync(socket), StringComparison.Ordinal);
        Assert.Empty(app.Kept());
    }

    [Fact]
    public async Task ABodyThatEndsTooSoonLeavesNothing()
    {
        await using var app = await CandorApp.StartAsync();
        using (var socket = await ConnectAsync(app))
        {
            var half = app.Event()[..20];
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\n{half}"));
            socket.Shutdown(SocketShutdown.Send);
        }
        using var next = await app.SendAsync(app.Event());
        Assert.Single(app.Kept());
    }

    [Fact]
    public async Task AnEndlessChunkedBodyStopsAtTheCap()
    {
        await using var app = await CandorApp.StartAsync();
        using var socket = await ConnectAsync(app);
        await socket.SendAsync(Encoding.ASCII.GetBytes("POST /e HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"));
        byte[] chunk = [.. "10000\r\n"u8, .. new byte[0x10000], .. "\r\n"u8];
        for (var i = 0; i < 9; i++)
            await socket.SendAsync(chunk);
        Assert.StartsWith("HTTP/1.1 413", await ReadAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HugeHeadersAreRefused()
    {
        await using var app = await CandorApp.StartAsync();
        using var answer = await app.SendAsync(app.Event(), ("X-Huge", new string('x', 40_000)));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    /// <summary>Both ends live in this process, so each connection takes two of its file descriptors.</summary>
    [Fact]
    public async Task TenThousandIdleConnectionsDoNotStopASender()
    {
        await using var app = await CandorApp.StartAsync();
        var count = Math.Min(10_000, (FileLimit.Soft - 1_000) / 2);
        var idle = new List<Socket>(count);
        try
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                // A loopback address of its own for every few thousand: one has only so many ports.
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + i / 5_000)]), 0));
                await socket.ConnectAsync(app.Url.Host, app.Url.Port, TestContext.Current.CancellationToken);
                idle.Add(socket);
            }
            TestContext.Current.SendDiagnosticMessage($"{count} idle connections of {FileLimit.Soft} file descriptors");
            using var answer = await app.SendAsync(app.Event());
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            await idle[^1].SendAsync(Encoding.ASCII.GetBytes($"GET /e?site={app.Site.Id}&name=late HTTP/1.1\r\nHost: x\r\n\r\n"));
            Assert.StartsWith("HTTP/1.1 200", await ReadAsync(idle[^1]), StringComparison.Ordinal);
        }
        finally
        {
            idle.ForEach(s => s.Dispose());
        }
    }

    static async Task<Socket> ConnectAsync(CandorApp app)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(app.Url.Host, app.Url.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[16_384];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var read = await socket.ReceiveAsync(buffer, limit.Token);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
