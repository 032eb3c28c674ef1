using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Candor.Cli;

/// <summary>One public address, such as <c>http://127.0.0.1:8080</c>.</summary>
sealed record ListenAddress(string Host, int Port)
{
    public static IReadOnlyList<ListenAddress> ParseAll(IEnumerable<string> urls) =>
        [.. urls.SelectMany(u => u.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Parse)];

    static ListenAddress Parse(string url)
    {
        if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri))
            throw Wrong(url, "is no address");
        if (uri.Scheme != Uri.UriSchemeHttp)
            throw Wrong(url, "is not http (TLS is for a proxy in front of Candor)");
        if (uri.AbsolutePath != "/")
            throw Wrong(url, "has a path");
        if (uri.Host != "localhost" && !IPAddress.TryParse(uri.IdnHost, out _))
            throw Wrong(url, "names a host; give localhost or a network address");
        return new ListenAddress(uri.IdnHost, uri.Port);
    }

    public void Listen(KestrelServerOptions kestrel)
    {
        // Port 0 asks for any free one, which Kestrel's ListenLocalhost refuses for its two addresses.
        if (Host == "localhost" && Port != 0)
            kestrel.ListenLocalhost(Port);
        else
            kestrel.Listen(Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host), Port);
    }

    static CommandException Wrong(string url, string why) =>
        new($"--urls {url} {why}. Example: --urls http://127.0.0.1:8080", ExitCode.WrongUse);
}
