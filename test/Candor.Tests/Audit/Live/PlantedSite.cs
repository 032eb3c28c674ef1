using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Candor.Tests.Audit.Live;

/// <summary>One server that plays every host of the internet over HTTPS, and remembers what each was told.</summary>
sealed class PlantedSite : IAsyncLifetime
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> told = new();
    readonly X509Certificate2 certificate = Certificate();
    WebApplication? app;

    /// <summary>Answers for a host and path; the tests fill it.</summary>
    public Dictionary<string, (string Type, string Text)> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers that are no text.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What makes the browser find this server under every name.</summary>
    public string[] BrowserArguments => ["--browser-arg", $"--host-resolver-rules=MAP *:443 127.0.0.1:{Port}", "--browser-arg", "--ignore-certificate-errors", "--allow-private"];

    public int Port { get; private set; }

    /// <summary>Messages that a host got besides being asked for its script.</summary>
    public IReadOnlyList<string> ToldTo(string host) => told.TryGetValue(host, out var messages) ? [.. messages] : [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        app = builder.Build();
        app.UseWebSockets();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
    }

    async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var key = request.Host.Host + request.Path;
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlAllowHeaders = "*";
        if (Pages.TryGetValue(key, out var page))
        {
            context.Response.ContentType = page.Type;
            await context.Response.WriteAsync(page.Text);
            return;
        }
        if (Answers.TryGetValue(key, out var answer))
        {
            await answer(context);
            return;
        }
        if (request.Path == "/favicon.ico" || request.Method == "OPTIONS")
        {
            context.Response.StatusCode = 204;
            return;
        }
        var messages = told.GetOrAdd(request.Host.Host, _ => new());
        if (context.WebSockets.IsWebSocketRequest)
        {
            await ListenAsync(await context.WebSockets.AcceptWebSocketAsync(), messages);
            return;
        }
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        messages.Enqueue($"{request.Method} {request.Path}{request.QueryString} {request.Headers.Referer} {Encoding.Latin1.GetString(body.ToArray())}");
        if (request.Path == "/cookie.gif")
            context.Response.Headers.SetCookie = "tid=1234567890abcdef; Secure; SameSite=None; Path=/; Max-Age=31536000";
        context.Response.StatusCode = request.Method == "GET" ? 200 : 204;
    }

    static async Task ListenAsync(WebSocket socket, ConcurrentQueue<string> messages)
    {
        var buffer = new byte[64 << 10];
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
                messages.Enqueue("WS " + Encoding.Latin1.GetString(buffer, 0, part.Count));
        }
        catch (WebSocketException)
        {
            // The page went.
        }
    }

    static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=plants.test", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        certificate.Dispose();
    }
}
