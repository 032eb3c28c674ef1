using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Candor.Cli;

/// <summary>The doors of the server: public addresses with limits, and the private socket.</summary>
static class Listeners
{
    public static void Configure(KestrelServerOptions kestrel, ServerSettings settings, ControlSocket control)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestBodySize = 1 << 20;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

        foreach (var url in settings.Urls)
            url.Listen(kestrel);

        kestrel.ListenUnixSocket(control.Path, listen => listen.Use(next => connection =>
        {
            connection.MarkOwner();
            return next(connection);
        }));
    }
}
