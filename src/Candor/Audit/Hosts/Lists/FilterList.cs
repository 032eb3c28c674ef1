using System.Buffers;

namespace Candor.Audit.Hosts.Lists;

/// <summary>
/// Decides by a filter list such as EasyPrivacy whether a request is tracking. Two thirds of such a list are whole hosts, which are
/// looked up; of the others each stands under its rarest word. A decision allocates nothing.
/// </summary>
sealed class FilterList
{
    const int LongestUrl = 1 << 16;

    public static readonly SearchValues<char> HostCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    readonly FilterIndex blocking, important, exceptions;

    FilterList(List<Filter> filters)
    {
        Count = filters.Count;
        blocking = new FilterIndex(filters.Where(f => f is { IsException: false, IsImportant: false }));
        important = new FilterIndex(filters.Where(f => f is { IsException: false, IsImportant: true }));
        exceptions = new FilterIndex(filters.Where(f => f.IsException));
    }

    public static FilterList None { get; } = new([]);

    public int Count { get; }

    public static FilterList Parse(string text)
    {
        var filters = new List<Filter>(32 << 10);
        foreach (var line in text.AsSpan().EnumerateLines())
            if (!line.IsEmpty && line[0] is not ('!' or '[') && FilterParser.Parse(line.ToString()) is { } filter)
                filters.Add(filter);
        return new FilterList(filters);
    }

    /// <summary>The filter that calls the request tracking; null when none does or an exception takes it back.</summary>
    /// <param name="url">Absolute.</param>
    /// <param name="site">The page's host, in lower case.</param>
    /// <param name="thirdParty">The page belongs to another registrable domain.</param>
    public Filter? Find(ReadOnlySpan<char> url, ReadOnlySpan<char> site, RequestKinds kind, bool thirdParty)
    {
        if (Count == 0 || url.Length > LongestUrl)
            return null;
        char[]? rented = null;
        var buffer = url.Length <= 1024 ? stackalloc char[1024] : rented = ArrayPool<char>.Shared.Rent(url.Length);
        try
        {
            var lower = buffer[..url.ToLowerInvariant(buffer)];
            var (hostStart, hostEnd) = Host(lower);
            if (important.Find(lower, hostStart, hostEnd, site, kind, thirdParty) is { } always)
                return always;
            return blocking.Find(lower, hostStart, hostEnd, site, kind, thirdParty) is { } found && exceptions.Find(lower, hostStart, hostEnd, site, kind, thirdParty) is null ? found : null;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    static (int Start, int End) Host(ReadOnlySpan<char> url)
    {
        var scheme = url.IndexOf("://");
        if (scheme < 0)
            return (0, 0);
        var start = scheme + 3;
        var end = url[start..].IndexOfAny('/', '?', '#') is var i and >= 0 ? start + i : url.Length;
        if (url[start..end].LastIndexOf('@') is var at and >= 0)
            start += at + 1;
        if (url[start..end].IndexOf(':') is var port and >= 0)
            end = start + port;
        return (start, end);
    }
}
