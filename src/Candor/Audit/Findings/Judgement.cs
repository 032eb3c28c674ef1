namespace Candor.Audit.Findings;

/// <summary>What rules judge.</summary>
sealed record Judgement(IReadOnlyList<Transmission> Transmissions, IReadOnlyDictionary<string, HostTally> Hosts, Evidence Evidence, AuditOptions Options)
{
    /// <summary>What really left, to somebody whose business it is to know visitors or whom nobody knows.</summary>
    public IEnumerable<Transmission> Told { get; } = [.. Transmissions.Where(t => !t.Blocked && t.Category is not (Audit.Hosts.HostCategory.Payment or Audit.Hosts.HostCategory.ConsentProvider))];
}
