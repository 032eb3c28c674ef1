using System.Globalization;

namespace Candor.Sites;

/// <summary>Turns what people type or paste ("https://Bücher.example/shop") into a host name.</summary>
static class SiteDomain
{
    static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>The host in lower-case ASCII, or null with a sentence that says what to type instead.</summary>
    public static string? Normalise(string? typed, out string error)
    {
        error = "";
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
            return Refuse("A domain is needed, such as example.org.", out error);

        var host = HostOf(text);
        if (host is "localhost" or "127.0.0.1" or "[::1]")
            return host == "[::1]" ? "localhost" : host;
        if (System.Net.IPAddress.TryParse(host, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
            return address.ToString();

        try
        {
            var ascii = Idn.GetAscii(host.TrimEnd('.')).ToLowerInvariant();
            if (ascii.Length > 253 || !ascii.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(ascii) != UriHostNameType.Dns)
                return Refuse($"'{Shorten(text)}' is not a domain. Type it as in the address bar, such as example.org.", out error);
            return ascii;
        }
        catch (ArgumentException)
        {
            return Refuse($"'{Shorten(text)}' is not a domain. Type it as in the address bar, such as example.org.", out error);
        }
    }

    /// <summary>Cuts scheme, user, port, path, query and fragment away.</summary>
    static string HostOf(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? text : text[(scheme + 3)..];
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        if (end >= 0)
            rest = rest[..end];
        rest = rest[(rest.LastIndexOf('@') + 1)..];
        var port = rest.LastIndexOf(':');
        if (port > 0 && rest.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9') is false && !rest.EndsWith(']'))
            rest = rest[..port];
        return rest.ToLowerInvariant();
    }

    static string? Refuse(string why, out string error)
    {
        error = why;
        return null;
    }

    static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
