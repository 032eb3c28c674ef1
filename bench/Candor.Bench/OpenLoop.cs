using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Candor.Bench;

/// <summary>Sends requests of ten events at a fixed rate, whether or not the answers to those before are there.</summary>
sealed class OpenLoop(Uri server, string site)
{
    public const int Batch = 10;

    /// <summary>What no longer fits in here is not sent, and counted.</summary>
    const int MostAtOnce = 256;

    readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = MostAtOnce, UseCookies = false }) { BaseAddress = server };
    int waiting;
    int failed;
    int events;

    /// <summary>Returns the share of the requests for which there was no connection left.</summary>
    public async Task<double> RunAsync(double perSecond, TimeSpan span, CancellationToken cancellationToken)
    {
        var (sent, left) = (0L, 0L);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < span;)
        {
            for (var due = (long)(clock.Elapsed.TotalSeconds * perSecond); sent < due; sent++)
            {
                if (Volatile.Read(ref waiting) >= MostAtOnce)
                {
                    left += due - sent;
                    sent = due;
                    break;
                }
                _ = SendAsync(cancellationToken);
            }
            await Task.Delay(1, cancellationToken);
        }
        while (Volatile.Read(ref waiting) > 0)
            await Task.Delay(1, cancellationToken);
        http.Dispose();
        if (failed > 0)
            throw new BenchException($"{failed} of {sent} requests of the open loop failed.");
        return left / (double)Math.Max(1, sent);
    }

    async Task SendAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/e") { Content = new ByteArrayContent(Body()) };
            request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36");
            request.Headers.TryAddWithoutValidation("Origin", "https://example.org");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"93.184.{events / 250 % 250}.{events % 250}"));
            using var answer = await http.SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref failed);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    byte[] Body()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var text = new StringBuilder(Batch * 650);
        for (var i = 0; i < Batch; i++, events++)
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"site":"{{site}}","id":"{{Guid.CreateVersion7()}}","name":"PageView","time":{{now - i}},"sent":{{now}},"url":"https://example.org/shop/products/walking-boots-{{events % 5000}}?utm_source=newsletter&utm_medium=email&utm_campaign=spring","title":"Walking boots, waterproof - Example shop","referrer":"https://www.google.com/","props":{"content_ids":["sku-1001","sku-1002"],"content_type":"product","value":42.5,"currency":"EUR","category":"Shoes > Outdoor","colour":"dark brown"},"consent":{"analytics":true,"ads":false},"visitor":"c.Zm9vYmFyYmF6cXV4{{events % 20000:D6}}","screen":"1440x900","language":"en-GB"}

                """);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
