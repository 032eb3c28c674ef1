using Candor.Audit.Encodings;

namespace Candor.Audit.Vendors;

/// <summary>Where a vendor listens: <c>host/path?name=value</c>. <c>*.example.com</c> is the domain and all below it, <c>*</c> alone any host; a path is a beginning unless it ends with <c>$</c>.</summary>
sealed class Place
{
    readonly string host, path;
    readonly (string Name, string Value)[] query;

    Place(string host, string path, (string Name, string Value)[] query) => (this.host, this.path, this.query) = (host, path, query);

    public static Place Parse(string text)
    {
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        var head = mark < 0 ? text : text[..mark];
        var slash = head.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "*" : head[slash..];
        var query = mark < 0 ? [] : text[(mark + 1)..].Split('&').Select(p => p.Split('=', 2)).Select(p => (p[0], p.Length > 1 ? p[1] : "*")).ToArray();
        return new Place(slash < 0 ? head : head[..slash], path.EndsWith('$') ? path[..^1] : path.EndsWith('*') ? path : path + "*", query);
    }

    /// <summary>The part of the host by which the place is found in an index: what follows the last star and a dot; empty for none.</summary>
    public string Domain => host.LastIndexOf('*') is var star and >= 0 ? host[(star + 1)..] is { Length: > 0 } rest && rest.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? rest[(dot + 1)..] : "" : host;

    public bool Matches(MessageContents message) => MatchesHost(message.Host) && Glob.Matches(path, message.Path) && MatchesQuery(message.Query);

    bool MatchesHost(string name)
    {
        if (host == "*" || name == host)
            return true;
        if (!host.StartsWith("*.", StringComparison.Ordinal))
            return host.Contains('*', StringComparison.Ordinal) && Glob.Matches(host, name);
        if (host.IndexOf('*', 1) > 0)
            return Glob.Matches(host, name) || Glob.Matches(host.AsSpan(2), name);
        return name.EndsWith(host.AsSpan(1), StringComparison.Ordinal) || name.AsSpan().SequenceEqual(host.AsSpan(2));
    }

    bool MatchesQuery(IReadOnlyList<Parameter> parameters)
    {
        foreach (var (name, value) in query)
            if (!parameters.Any(p => p.Name == name && Glob.Matches(value, p.Text)))
                return false;
        return true;
    }
}
