using Candor.Audit.Findings;

namespace Candor.Audit;

/// <summary>What whoever asks for an audit decides.</summary>
sealed record AuditOptions
{
    /// <summary>Hosts, with all below them, that belong to the site though their domain is another.</summary>
    public IReadOnlyList<string> FirstParty { get; init; } = [];

    public RuleSet Rules { get; init; } = RuleSet.Default;

    /// <summary>Fingerprints of findings that are known already.</summary>
    public IReadOnlySet<string> Baseline { get; init; } = new HashSet<string>();
}
