using System.Net;
using Candor.Collect.Agents;

namespace Candor.Collect;

/// <summary>
/// Who sends, as far as events need to know. Lives as long as the request: the address and the user agent's text are used to find
/// country, agent and visitor key, and are in no field of any event.
/// </summary>
sealed class Sender
{
    public required IPAddress Address { get; init; }

    public required string UserAgent { get; init; }

    public required Agent Agent { get; init; }

    /// <summary>Origin of the page, from the header of that name or else the referrer's. Null from a server.</summary>
    public string? Origin { get; init; }

    /// <summary>The <c>_candor</c> cookie. Empty when there is none that could be ours.</summary>
    public string Cookie { get; init; } = "";

    /// <summary>Global Privacy Control or Do Not Track stood in the request's headers.</summary>
    public bool OptOut { get; init; }

    /// <summary>Page and collector lie on one site, so our cookie is a first-party cookie.</summary>
    public bool IsSameSite { get; init; }

    /// <summary>The pixel as an image.</summary>
    public bool IsImage { get; init; }

    /// <summary>Milliseconds since 1970 UTC.</summary>
    public required long Received { get; init; }

    /// <summary>HTTP libraries call <c>/e</c> on purpose, so they are servers; only as fetchers of the image are they robots.</summary>
    public bool IsServer => Agent.IsTool && Origin is null && !IsImage;

    public string Bot => Agent.IsTool && !IsImage ? "" : Agent.Bot;
}
