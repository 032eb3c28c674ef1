
namespace Candor.Store;

/// <summary>Takes an address apart where it lies; only the host is rewritten, to lower case. Fragments, user names and default ports are left out.</summary>
static class UrlParts
{
    static readonly byte[] Slash = [(byte)'/'];

    /// <summary>A page's address: absolute, or a bare path from a server or an import (then the host is empty).</summary>
    public static void Page(TextArena arena, TextSlice url, out TextSlice host, out TextSlice path, out TextSlice query)
    {
        host = path = query = default;
        if (url.IsEmpty)
            return;

        var rest = Head(arena, url, out host);
        var text = arena[rest];
        var mark = text.IndexOf((byte)'?');
        path = mark < 0 ? rest : rest.Slice(0, mark);
        query = mark < 0 ? default : rest.Slice(mark + 1, rest.Length - mark - 1);
        if (path.IsEmpty)
            path = arena.Add(Slash);
    }

    /// <summary>A referrer as one text, host and path; the host alone when the path is only <c>/</c>.</summary>
    public static TextSlice Referrer(TextArena arena, TextSlice url)
    {
        if (url.IsEmpty)
            return default;

        var rest = Head(arena, url, out var host);
        var mark = arena[rest].IndexOf((byte)'?');
        var path = mark < 0 ? rest : rest.Slice(0, mark);
        if (path.Length <= 1)
            return host.IsEmpty ? path : host;
        if (host.IsEmpty || host.Start + host.Length == path.Start)
            return new TextSlice(host.IsEmpty ? path.Start : host.Start, host.Length + path.Length);

        // A default port stood between them.
        var joined = arena.Reserve(host.Length + path.Length);
        arena[host].CopyTo(joined);
        arena[path].CopyTo(joined[host.Length..]);
        return arena.Commit(joined.Length);
    }

    /// <summary>The host of what <see cref="Referrer"/> gives.</summary>
    public static TextSlice HostOf(TextArena arena, TextSlice referrer)
    {
        var end = arena[referrer].IndexOf((byte)'/');
        return end < 0 ? referrer : referrer.Slice(0, end);
    }

    /// <summary>Finds the host and returns what follows it, without the fragment.</summary>
    static TextSlice Head(TextArena arena, TextSlice url, out TextSlice host)
    {
        var text = arena[url];
        var hash = text.IndexOf((byte)'#');
        if (hash >= 0)
            url = url.Slice(0, hash);
        text = arena[url];
        var scheme = text.IndexOf("://"u8);
        host = default;
        if (scheme < 0 || text[..scheme].IndexOfAny("/?"u8) >= 0)
            return url;

        var from = scheme + 3;
        var length = text[from..].IndexOfAny("/?"u8);
        var end = length < 0 ? text.Length : from + length;
        var user = text[from..end].LastIndexOf((byte)'@');
        from += user + 1;
        host = Host(arena, url.Slice(from, end - from), text[..scheme]);
        return url.Slice(end, url.Length - end);
    }

    static TextSlice Host(TextArena arena, TextSlice host, ReadOnlySpan<byte> scheme)
    {
        var text = arena.Writable(host);
        if (text.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0)
            System.Text.Ascii.ToLowerInPlace(text, out _);
        var port = scheme.SequenceEqual("https"u8) ? ":443"u8 : scheme.SequenceEqual("http"u8) ? ":80"u8 : default;
        return port.Length > 0 && text.EndsWith(port) ? host.Slice(0, host.Length - port.Length) : host;
    }
}
