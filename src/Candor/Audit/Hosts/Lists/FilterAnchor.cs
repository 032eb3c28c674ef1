namespace Candor.Audit.Hosts.Lists;

/// <summary>Where a pattern has to begin.</summary>
enum FilterAnchor : byte
{
    Anywhere,

    /// <summary><c>|https://…</c>: at the address's first character.</summary>
    Start,

    /// <summary><c>||example.com…</c>: at the host or one of its labels.</summary>
    Host,

    /// <summary>As <see cref="Host"/>, with a whole host that an index finds; the pattern is what follows it.</summary>
    WholeHost,
}
