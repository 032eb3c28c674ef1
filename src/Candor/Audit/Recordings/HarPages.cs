namespace Candor.Audit.Recordings;

/// <summary>
/// Which page was open when a request was sent. A HAR's own list of pages is not to be trusted with it: Chrome writes the address where
/// the title should be and keeps it when the tab moves on, and proxies write no pages at all. So the documents that were loaded decide.
/// </summary>
sealed class HarPages
{
    const int MostPages = 10_000;

    readonly Dictionary<string, string> titles = [];
    readonly Dictionary<string, string> current = [];
    readonly Dictionary<string, AuditedPage> seen = [];
    readonly List<AuditedPage> order = [];
    string last = "";

    public IReadOnlyList<AuditedPage> Seen => order;

    public void Announce(string id, string title)
    {
        if (id.Length > 0 && titles.Count < MostPages)
            titles[id] = title;
    }

    /// <summary>The main frame went to another page.</summary>
    public void Opened(string pageref, string url)
    {
        last = url;
        current[pageref] = url;
        if (seen.ContainsKey(url) || order.Count == MostPages)
            return;
        // One title for a tab that showed several pages belongs to one of them, and nobody knows to which.
        var title = titles.Remove(pageref, out var told) && !told.Contains("://", StringComparison.Ordinal) ? told : "";
        order.Add(seen[url] = new AuditedPage(url, title));
    }

    /// <summary>
    /// A document without headers that say whether it is a frame: a page that is open goes to others of its own site; to another site it
    /// would begin a page of its own in the recording.
    /// </summary>
    public bool MayBecome(string pageref, string url) => !current.TryGetValue(pageref, out var open) || Site(open).SequenceEqual(Site(url));

    /// <summary>The last two labels of the host: near enough for this question.</summary>
    static ReadOnlySpan<char> Site(string url)
    {
        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Host : url;
        var last = host.LastIndexOf('.');
        return host.AsSpan(last > 0 ? host.LastIndexOf('.', last - 1) + 1 : 0);
    }

    /// <summary>Empty when no page was seen before.</summary>
    public string For(string pageref)
    {
        if (current.TryGetValue(pageref, out var url))
            return url;
        // A recording that starts in the middle: the announced address is better than nothing.
        return titles.TryGetValue(pageref, out var title) && title.StartsWith("http", StringComparison.Ordinal) && Uri.TryCreate(title, UriKind.Absolute, out _) ? title : last;
    }
}
