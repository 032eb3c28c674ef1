namespace Candor.Audit.Live;

/// <summary>What a visit does, and what it may cost.</summary>
sealed record VisitOptions
{
    /// <summary>Pages of the site to look at, the first among them.</summary>
    public int Pages { get; init; } = 1;

    public ConsentAnswer Consent { get; init; }

    /// <summary>Says with every request that the visitor objects to sale and sharing (https://w3c.github.io/gpc/).</summary>
    public bool GlobalPrivacyControl { get; init; }

    /// <summary>Types marked values into fields; nothing is submitted.</summary>
    public bool Fill { get; init; } = true;

    /// <summary>Presses buttons; where they would lead is cancelled.</summary>
    public bool Press { get; init; } = true;

    /// <summary>Addresses of private networks may be visited: one's own machine.</summary>
    public bool AllowPrivate { get; init; }

    public IReadOnlyList<string> BrowserArguments { get; init; } = [];

    public TimeSpan LongestLoad { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan LongestPage { get; init; } = TimeSpan.FromSeconds(45);

    public int MostRequests { get; init; } = 5_000;

    /// <summary>Received, over the wire.</summary>
    public long MostBytes { get; init; } = 200 << 20;
}
