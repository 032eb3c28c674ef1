namespace Candor.Sites;

/// <summary>One site whose events are collected.</summary>
/// <param name="Id"><c>s_</c> and twelve characters; the <c>data-site</c> of the script.</param>
/// <param name="Domain">Host name in its ASCII form, without scheme or port.</param>
/// <param name="TimeZone">IANA name; days and hours of reports are counted in it.</param>
/// <param name="Origins">Origins outside the domain that may send as well, such as <c>https://shop.example.net</c>.</param>
sealed record SiteInfo(string Id, string Domain, string Name, string TimeZone, IReadOnlyList<string> Origins)
{
    /// <summary>Rises with every change; an editor gives it back to <see cref="SiteDirectory.ChangeAsync"/>.</summary>
    public int Version { get; init; }

    bool IsLocal => IsLoopback(Domain);

    /// <summary>Whether a page of this origin may send events: the domain, its subdomains and the extra origins.
    /// A site named localhost takes every loopback name with any port.</summary>
    public bool Accepts(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return false;
        var host = uri.IdnHost;
        return host.Equals(Domain, StringComparison.OrdinalIgnoreCase)
            || host.Length > Domain.Length && host[^(Domain.Length + 1)] == '.' && host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase)
            || IsLocal && IsLoopback(host)
            || Origins.Contains(uri.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase);
    }

    static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]" or "::1";
}
