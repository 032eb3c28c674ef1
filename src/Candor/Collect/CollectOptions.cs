using System.Net;

namespace Candor.Collect;

/// <param name="DataFolder">Where the day's salt and the served versions of the script are kept.</param>
sealed record CollectOptions(string DataFolder)
{
    /// <summary>Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The owner's own .mmdb file. Null: the packaged country file.</summary>
    public string? GeoDatabase { get; init; }

    /// <summary>Whether the day's salt is shared with other collectors: needs a shared database in Sites.</summary>
    public bool SharesSalt { get; init; }

    /// <summary>The files that ship with the program.</summary>
    public string PackagedData { get; init; } = Path.Combine(AppContext.BaseDirectory, "data");

    public string Script { get; init; } = Path.Combine(AppContext.BaseDirectory, "pixel", "candor.js");
}
