namespace Candor;

/// <summary>
/// One thing that happened on a site, as it travels from Collect's decoder through Guard to the Store.
/// Collect fills it from the wire, Guard returns the copy that may be kept; only that copy is ever written.
/// </summary>
/// <remarks>The network address and the raw user agent are never part of it: Collect turns them into
/// <see cref="Visitor"/>, <see cref="Country"/>, <see cref="Device"/> and so on, and forgets them with the request.</remarks>
sealed record Event
{
    /// <summary>Site id, <c>s_…</c>.</summary>
    public required string Site { get; init; }

    /// <summary>The sender's id for the event; with site and name it is the key for deduplication.
    /// An id that is not a UUID becomes a UUIDv8 of its SHA-256 (<see cref="EventId"/>).</summary>
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>When it happened: milliseconds since 1970 UTC, the sender's clock corrected.</summary>
    public required long Time { get; init; }

    /// <summary>When the collector took it: milliseconds since 1970 UTC.</summary>
    public required long Received { get; init; }

    /// <summary>Absolute URL of the page, or a bare path from a server or an import. Empty when unknown.</summary>
    public string Url { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>Absolute URL of the page before. Empty when there was none.</summary>
    public string Referrer { get; init; } = "";

    /// <summary>The event's properties: one JSON object in UTF-8, or empty for none.</summary>
    public ReadOnlyMemory<byte> Props { get; init; }

    /// <summary>Form fields, only where a caller hands them to Guard for a test; never stored as such.</summary>
    public ReadOnlyMemory<byte> Form { get; init; }

    /// <summary><c>props.value</c> as a number, where there is one.</summary>
    public double? Value { get; init; }

    /// <summary>ISO 4217 code of <see cref="Value"/>, upper case. Empty when unknown.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Who, as far as consent allows: <c>c.…</c> the cookie, <c>d.…</c> the daily cookieless key,
    /// anything else as a server or an import named it.</summary>
    public string Visitor { get; init; } = "";

    /// <summary>Hashed matching data and click ids (<c>em</c>, <c>ph</c>, <c>external_id</c>, <c>fbp</c>, …):
    /// one JSON object in UTF-8, or empty for none.</summary>
    public ReadOnlyMemory<byte> User { get; init; }

    public Consent Consent { get; init; }

    /// <summary>Width x height, such as <c>1440x900</c>.</summary>
    public string Screen { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2, upper case. Empty when unknown.</summary>
    public string Country { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary><c>desktop</c>, <c>mobile</c>, <c>tablet</c>, <c>tv</c>, … Empty when unknown.</summary>
    public string Device { get; init; } = "";

    public string Browser { get; init; } = "";

    public string Os { get; init; } = "";

    /// <summary>Name of the crawler or tool that sent it. Empty for people.</summary>
    public string Bot { get; init; } = "";

    public EventSource Source { get; init; }

    /// <summary>What Guard took out, as category names. Empty when it left the event alone.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];
}
