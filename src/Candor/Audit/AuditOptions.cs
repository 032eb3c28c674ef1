using Candor.Audit.Findings;
using Candor.Guard.Policy;

namespace Candor.Audit;

/// <summary>What whoever asks for an audit decides.</summary>
sealed record AuditOptions
{
    /// <summary>Hosts, with all below them, that belong to the site though their domain is another.</summary>
    public IReadOnlyList<string> FirstParty { get; init; } = [];

    public RuleSet Rules { get; init; } = RuleSet.Default;

    /// <summary>What the site's owner allows to be collected and to leave; null when nothing is compared with it.</summary>
    public GuardPolicy? Policy { get; init; }

    /// <summary>How an address is visited.</summary>
    public Live.VisitOptions Visit { get; init; } = new();

    /// <summary>The source is visited: what scripts do in the page is seen, too.</summary>
    public bool IsLive { get; init; }

    /// <summary>Fingerprints of findings that are known already.</summary>
    public IReadOnlySet<string> Baseline { get; init; } = new HashSet<string>();
}
