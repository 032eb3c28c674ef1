using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace Candor.Audit.Live.Cdp;

/// <summary>
/// The Chrome DevTools Protocol over one WebSocket, all targets flattened into it (https://chromedevtools.github.io/devtools-protocol/).
/// Events are handed on in their order, by the thread that reads.
/// </summary>
/// <param name="onEvent">Must not wait for an answer: the answer is read by the same thread.</param>
sealed class CdpConnection(Action<CdpEvent> onEvent) : IAsyncDisposable
{
    const int LargestMessage = 128 << 20;

    readonly ClientWebSocket socket = new();
    readonly SemaphoreSlim turn = new(1, 1);
    readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> waiting = new();
    readonly CancellationTokenSource end = new();
    Task reading = Task.CompletedTask;
    int last;

    public async Task ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(address, cancellationToken);
        reading = ReadAsync();
    }

    /// <summary>Done when the browser is gone.</summary>
    public Task Ended => reading;

    /// <exception cref="CdpException">The browser refused, or is gone.</exception>
    public async Task<JsonElement> SendAsync(string session, string method, object? parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        try
        {
            var message = session.Length == 0 ? JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } })
                : JsonSerializer.SerializeToUtf8Bytes(new { id, sessionId = session, method, @params = parameters ?? new { } });
            await WriteAsync(message, cancellationToken);
            if (reading.IsCompleted)
                throw new CdpException("The browser is gone.");
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    async Task WriteAsync(byte[] message, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Half a message would break every later one, so this write is not given up.
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, end.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            throw new CdpException("The browser is gone.");
        }
        finally
        {
            turn.Release();
        }
    }

    async Task ReadAsync()
    {
        var buffer = new byte[64 << 10];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), end.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                message.Write(buffer, 0, part.Count);
                if (message.Length > LargestMessage)
                    break;
                if (!part.EndOfMessage)
                    continue;
                Take(message.GetBuffer().AsMemory(0, (int)message.Length));
                message.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever waits is told below.
        }
        foreach (var id in waiting.Keys)
            if (waiting.TryRemove(id, out var answer))
                answer.TrySetException(new CdpException("The browser is gone."));
    }

    void Take(ReadOnlyMemory<byte> message)
    {
        var root = JsonElement.Parse(message.Span);
        if (root.TryGetProperty("id", out var id))
        {
            if (!waiting.TryRemove(id.GetInt32(), out var answer))
                return;
            if (root.TryGetProperty("error", out var error))
                answer.TrySetException(new CdpException(error.GetProperty("message").GetString() ?? ""));
            else
                answer.TrySetResult(root.TryGetProperty("result", out var result) ? result : default);
            return;
        }
        onEvent(new CdpEvent(root.GetProperty("method").GetString()!, root.TryGetProperty("sessionId", out var session) ? session.GetString()! : "", root.TryGetProperty("params", out var parameters) ? parameters : default));
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
        socket.Dispose();
        turn.Dispose();
        end.Dispose();
    }
}
