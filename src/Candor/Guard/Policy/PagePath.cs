namespace Candor.Guard.Policy;

/// <summary>The parts of an address that page patterns look at.</summary>
static class PagePath
{
    const int MostDecodings = 3;

    /// <summary>The decoded path of an address or of a bare path.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> url) => WithoutDots(AsWritten(url));

    /// <summary>The same before <c>..</c> is resolved: where a mark takes the place of such a segment, this is what is left to look at.</summary>
    public static ReadOnlySpan<char> AsWritten(ReadOnlySpan<char> url) => Plain(url[Start(url)..Math.Max(Start(url), End(url))]);

    /// <summary>The decoded path that stands in the fragment (<c>#/portal/1</c>, <c>#!/portal/1</c>) where a page keeps its route there; else empty.</summary>
    public static ReadOnlySpan<char> RouteOf(ReadOnlySpan<char> url)
    {
        if (url.IndexOf('#') is not (var hash and >= 0))
            return [];
        var route = url[(hash + 1)..].TrimStart('!');
        return route is ['/', ..] ? WithoutDots(Plain(route[..End(route)])) : [];
    }

    /// <summary>Where the path starts.</summary>
    public static int Start(ReadOnlySpan<char> url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var host = scheme >= 0 && !url[..scheme].ContainsAny("/?#") ? scheme + 3 : url.StartsWith("//", StringComparison.Ordinal) ? 2 : -1;
        if (host < 0)
            return 0;
        return url[host..].IndexOfAny("/\\?#") is var i and >= 0 ? host + i : url.Length;
    }

    static int End(ReadOnlySpan<char> url) => url.IndexOfAny('?', '#') is var i and >= 0 ? i : url.Length;

    static ReadOnlySpan<char> Plain(ReadOnlySpan<char> path)
    {
        for (var i = 0; i < MostDecodings && path.Contains('%'); i++)
        {
            var decoded = new char[path.Length];
            if (!PercentEncoding.TryDecode(path, plusIsSpace: false, decoded, out var length))
                break;
            path = decoded.AsSpan(0, length);
        }
        return path;
    }

    /// <summary>Browsers resolve <c>/a/../portal</c> before they send it; servers and imports may not.</summary>
    static ReadOnlySpan<char> WithoutDots(ReadOnlySpan<char> path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal))
            return path;
        var kept = new List<string>();
        foreach (var range in path.Split('/'))
            if (path[range] is "..")
                kept.RemoveRange(Math.Max(0, kept.Count - 1), Math.Min(1, kept.Count));
            else if (path[range] is not ("." or ""))
                kept.Add(path[range].ToString());
        return "/" + string.Join('/', kept);
    }
}
