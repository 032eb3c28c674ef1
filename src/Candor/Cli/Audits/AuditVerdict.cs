using Candor.Audit;
using Candor.Audit.Findings;

namespace Candor.Cli.Audits;

/// <summary>
/// What makes the command fail: what the rules file calls an error, and of what it says nothing about, what is severe enough. Never what the
/// baseline knows.
/// </summary>
/// <param name="failOn"><c>high</c>, <c>medium</c>, <c>low</c>, <c>undeclared</c>, <c>stale-lists</c>; several may be named.</param>
sealed class AuditVerdict(IReadOnlyList<string> failOn)
{
    public const string StaleLists = "stale-lists";

    public static string[] Choices { get; } = ["high", "medium", "low", RuleName.Undeclared, StaleLists];

    readonly Severity? least = failOn.Where(f => f is "high" or "medium" or "low").Select(f => (Severity?)Enum.Parse<Severity>(f, ignoreCase: true)).Min();

    public bool Fails(AuditReport report) => report.Findings.Any(Fails) || Expired([report]).Count > 0;

    /// <summary>Lists whose age fails the audit, each in a sentence; none when their age was not asked about.</summary>
    public IReadOnlyList<string> Expired(IEnumerable<AuditReport> reports) => failOn.Contains(StaleLists)
        ? [.. reports.SelectMany(r => r.Lists.Where(l => l.IsExpired(r.Day)).Select(l => $"{l.Name} is {l.AgeDays(r.Day)} days old, and 180 are allowed. candor lists update takes a newer one.")).Distinct()]
        : [];

    public bool Fails(Finding finding)
    {
        if (finding.IsKnown)
            return false;
        if (finding.Rule == RuleName.Undeclared && failOn.Contains(RuleName.Undeclared))
            return true;
        return finding.Level switch
        {
            RuleLevel.Error => true,
            RuleLevel.Warn => false,
            _ => finding.Severity >= least,
        };
    }
}
