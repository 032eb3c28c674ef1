namespace Candor.Audit.Hosts.Lists;

/// <summary>One line of a filter list that speaks of requests.</summary>
sealed class Filter
{
    public required string Line { get; init; }

    public required FilterPattern Pattern { get; init; }

    /// <summary>The whole host of a <see cref="FilterAnchor.WholeHost"/> pattern; empty for others.</summary>
    public string Host { get; init; } = "";

    public RequestKinds Kinds { get; init; } = RequestKinds.All;

    public bool IsException { get; init; }

    public bool IsImportant { get; init; }

    /// <summary>Null: of both.</summary>
    public bool? ThirdParty { get; init; }

    /// <summary>Sites on which it applies; empty for all. A name that ends with <c>.*</c> stands for any public suffix.</summary>
    public string[] On { get; init; } = [];

    public string[] NotOn { get; init; } = [];

    /// <summary>Everything but the address.</summary>
    public bool Applies(RequestKinds kind, bool thirdParty, ReadOnlySpan<char> site)
    {
        if ((Kinds & kind) == 0 || (ThirdParty is { } party && party != thirdParty))
            return false;
        if (On.Length == 0 && NotOn.Length == 0)
            return true;
        return !IsOneOf(NotOn, site) && (On.Length == 0 || IsOneOf(On, site));
    }

    static bool IsOneOf(string[] sites, ReadOnlySpan<char> host)
    {
        foreach (var site in sites)
            if (site.EndsWith(".*", StringComparison.Ordinal) ? IsEntity(site.AsSpan(0, site.Length - 1), host) : IsBelow(site, host))
                return true;
        return false;
    }

    static bool IsBelow(ReadOnlySpan<char> site, ReadOnlySpan<char> host) =>
        host.EndsWith(site, StringComparison.Ordinal) && (host.Length == site.Length || host[host.Length - site.Length - 1] == '.');

    static bool IsEntity(ReadOnlySpan<char> start, ReadOnlySpan<char> host) =>
        host.StartsWith(start, StringComparison.Ordinal) || (host.IndexOf(start, StringComparison.Ordinal) is > 0 and var at && host[at - 1] == '.');
}
