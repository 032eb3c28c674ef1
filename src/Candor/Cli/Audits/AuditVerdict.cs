using Candor.Audit;
using Candor.Audit.Findings;

namespace Candor.Cli.Audits;

/// <summary>Which findings make the command fail: what the rules file calls an error, and of what it says nothing about, what is severe enough. Never what the baseline knows.</summary>
sealed class AuditVerdict(string? failOn)
{
    readonly Severity? least = failOn is null ? null : Enum.Parse<Severity>(failOn, ignoreCase: true);

    public bool Fails(Finding finding) => !finding.IsKnown && finding.Level switch
    {
        RuleLevel.Error => true,
        RuleLevel.Warn => false,
        _ => finding.Severity >= least,
    };
}
