using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Candor.Cli;

/// <summary>One public address, such as <c>http://127.0.0.1:8080</c>.</summary>
sealed record ListenAddress(string Host, int Port)
{
    public static IReadOnlyList<ListenAddress> ParseAll(IEnumerable<string> urls) =>
        [.. urls.SelectMany(u => u.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(Parse)];

    /// <summary>Null when the address can be listened on.</summary>
    public static string? WhyNot(string url) => Read(url, out var uri) switch
    {
        false => "is no address",
        _ when uri.Scheme != Uri.UriSchemeHttp => "is not http (TLS is for a proxy in front of Candor)",
        _ when uri.AbsolutePath != "/" => "has a path",
        _ when uri.Host != "localhost" && !IPAddress.TryParse(uri.IdnHost, out _) => "names a host; give localhost or a network address",
        _ => null,
    };

    static ListenAddress Parse(string url)
    {
        if (WhyNot(url) is { } why)
            throw new CommandException($"--urls {url} {why}. Example: --urls http://127.0.0.1:8080", ExitCode.WrongUse);
        Read(url, out var uri);
        return new ListenAddress(uri.IdnHost, uri.Port);
    }

    static bool Read(string url, out Uri uri) =>
        Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out uri!);

    public void Listen(KestrelServerOptions kestrel)
    {
        // Port 0 asks for any free one, which Kestrel's ListenLocalhost refuses for its two addresses.
        if (Host == "localhost" && Port != 0)
            kestrel.ListenLocalhost(Port);
        else
            kestrel.Listen(Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(Host), Port);
    }
}
