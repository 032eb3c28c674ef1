namespace Candor.Audit.Encodings;

/// <summary>A message taken apart: what its address, body and headers carried.</summary>
sealed record MessageContents
{
    const int MostCookies = 60;

    public required string Host { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyList<Parameter> Query { get; init; }

    public required BodyContents Body { get; init; }

    /// <summary>Cookies and <c>Referer</c>.</summary>
    public required IReadOnlyList<Parameter> Headers { get; init; }

    /// <summary>The address without values: <c>https://host/path?id=&amp;ev=</c>, and without wrapped or personal words of its path.</summary>
    public required string Shape { get; init; }

    /// <summary>Null when the address is none that a tracker could have.</summary>
    public static MessageContents? Read(ObservedRequest request)
    {
        var url = request.Url;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "ws" or "wss") || uri.Host.Length == 0)
            return null;
        var afterHost = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var pathAt = url.AsSpan(afterHost).IndexOfAny('/', '?', '#') is var i and >= 0 ? afterHost + i : url.Length;
        var hash = url.AsSpan(pathAt).IndexOf('#') is var h and >= 0 ? pathAt + h : url.Length;
        var mark = url.AsSpan(pathAt, hash - pathAt).IndexOf('?') is var m and >= 0 ? pathAt + m : hash;
        var path = url[pathAt..mark];
        var query = mark < hash ? Encodings.Query.Read(url.AsSpan((mark + 1)..hash), Carrier.Query) : [];
        // DoubleClick writes its parameters into the path: /activity;src=1;cat=book;u1=…
        if (path.IndexOf(';', StringComparison.Ordinal) is > 0 and var matrix && path.AsSpan(matrix).Contains('='))
        {
            query = [.. Encodings.Query.Read(path.AsSpan(matrix + 1), Carrier.Path), .. query];
            path = path[..matrix];
        }
        return new MessageContents
        {
            Host = uri.Host.ToLowerInvariant(),
            Path = path.Length == 0 ? "/" : path,
            Query = query,
            Body = BodyContents.Read(request.Body, request.BodyType, request.Header("Content-Encoding")),
            Headers = [.. Cookies(request.Header("Cookie")), .. Referer(request.Header("Referer"))],
            Shape = $"{uri.Scheme}://{uri.Authority}{path}{(query.Count > 0 ? "?" + string.Join('&', query.Select(p => Cut(p.Name) + "=")) : "")}",
        };
    }

    static string Cut(string name) => name.Length <= 64 ? name : name[..64] + "…";

    static IEnumerable<Parameter> Cookies(string header)
    {
        foreach (var pair in header.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostCookies))
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                yield return new Parameter("Cookie " + pair[..equals], Encodings.Query.Unescape(pair.AsSpan(equals + 1), plusIsSpace: false), Carrier.Cookie);
    }

    static IEnumerable<Parameter> Referer(string header) => header.Length == 0 ? [] : [new Parameter("Referer", header, Carrier.Referer)];
}
