using Candor.Audit.Hosts;

namespace Candor.Audit;

/// <summary>Everything that one audit found out.</summary>
sealed record AuditReport
{
    public required string Source { get; init; }

    public IReadOnlyList<AuditedPage> Pages { get; init; } = [];

    public IReadOnlyList<Transmission> Transmissions { get; init; } = [];

    public IReadOnlyList<Tracker> Trackers { get; init; } = [];

    /// <summary>The worst first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What was looked for, each with whether it was found and how it was judged.</summary>
    public IReadOnlyList<LookedFor> LookedFor { get; init; } = [];

    public IReadOnlyList<ListFile> Lists { get; init; } = [];

    public DateOnly Day { get; init; }

    /// <summary>What a reader should know of the source's state and the audit's limits.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public int Requests { get; init; }
}
