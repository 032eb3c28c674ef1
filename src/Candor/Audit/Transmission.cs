namespace Candor.Audit;

/// <summary>One event that a tracker was told. A request can carry several.</summary>
sealed record Transmission
{
    public required string Vendor { get; init; }

    public string Product { get; init; } = "";

    public required string Category { get; init; }

    /// <summary>The number that the tracker's customer has there; empty when none was sent.</summary>
    public string Account { get; init; } = "";

    public string Event { get; init; } = "";

    /// <summary>The page that the event speaks of: its own word for it, else <c>Referer</c>, else the document.</summary>
    public string Page { get; init; } = "";

    public required string Host { get; init; }

    public required string Method { get; init; }

    /// <summary>The address without values.</summary>
    public required string Request { get; init; }

    public bool Blocked { get; init; }

    public IReadOnlyList<SentField> Fields { get; init; } = [];

    /// <summary>The same event sent again: by a redirect, to a second host, to a twin endpoint.</summary>
    public List<Copy> Copies { get; } = [];

    public DateTimeOffset? At { get; init; }

    /// <summary>The host belongs to the site itself and speaks a tracker's language.</summary>
    public bool ThroughOwnHost { get; init; }

    /// <summary>The host is on no list: whoever it is, it was told this.</summary>
    public bool IsUnknown { get; init; }

    public sealed record Copy(string Host, string Method, string Request, string Why);
}
