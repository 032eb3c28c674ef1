namespace Candor.Guard;

/// <summary>The path of an event's page, decoded, for rules by page.</summary>
static class PagePath
{
    const int MostRounds = 3;

    /// <summary><c>/a b</c> of <c>https://example.org/a%20b?x#y</c>; empty when the event names no page.</summary>
    public static string Of(ReadOnlySpan<char> url)
    {
        if (url.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && !url[..scheme].ContainsAny("/?#"))
            url = url[(scheme + 3)..].IndexOf('/') is var slash and >= 0 ? url[(scheme + 3 + slash)..] : "/";
        var path = (url.IndexOfAny('?', '#') is var end and >= 0 ? url[..end] : url).ToString();
        var buffer = new char[path.Length];
        for (var round = 0; round < MostRounds && path.Contains('%', StringComparison.Ordinal) && PercentEncoding.TryDecode(path, plusIsSpace: false, buffer, out var length); round++)
            path = new string(buffer, 0, length);
        return path;
    }
}
