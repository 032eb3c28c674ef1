namespace Candor.Audit.Findings;

/// <summary>All rules over one audit.</summary>
static class Judge
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new PersonalDataRule(), new SensitivePageRule(), new FormContentRule(), new ButtonTextRule(), new KeyLoggingRule(), new SessionRecorderRule(),
        new AfterRefusalRule(), new BeforeConsentRule(), new ThirdPartyCookieRule(), new OpaqueRule(),
    ];

    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<LookedFor> LookedFor, IReadOnlyList<string> Remarks) All(Judgement judgement)
    {
        var findings = new List<Finding>();
        var lookedFor = new List<LookedFor>();
        foreach (var rule in Rules)
        {
            var found = rule.Judge(judgement).Select(f => (Finding: f, Level: judgement.Options.Rules.Level(rule.Name, f.Page))).Where(f => f.Level != RuleLevel.Off)
                .Select(f => Settled(f.Finding, f.Level, judgement.Options)).ToList();
            findings.AddRange(found);
            lookedFor.Add(new LookedFor(rule.Name, State(rule, judgement, found.Count > 0), found.Count == 0 && rule.NotJudged(judgement) is { } why ? why : rule.How));
        }
        var order = Rules.Select((r, i) => (r.Name, i)).ToDictionary(r => r.Name, r => r.i);
        return ([.. findings.OrderByDescending(f => f.Severity).ThenBy(f => order[f.Rule])], lookedFor, Remarks(judgement));
    }

    static Finding Settled(Finding finding, RuleLevel? level, AuditOptions options)
    {
        var known = options.Baseline.Contains(finding.Fingerprint);
        return finding with { Level = level, IsKnown = known };
    }

    static string State(Rule rule, Judgement judgement, bool found) =>
        judgement.Options.Rules.Levels.TryGetValue(rule.Name, out var level) && level == RuleLevel.Off ? "off" : found ? "found" : rule.NotJudged(judgement) is not null ? "not judged" : "not found";

    static List<string> Remarks(Judgement judgement)
    {
        var remarks = new List<string>();
        var blocked = judgement.Transmissions.Where(t => t.Blocked).ToList();
        if (blocked.Count > 0)
            remarks.Add($"{blocked.Count} messages were stopped before they left ({Words.List(blocked.Select(t => t.Vendor).Take(20))}); nobody was told, so they are listed and not judged.");
        var nobody = judgement.Transmissions.SelectMany(t => t.Fields.Where(f => f.Remark.Contains("nobody's data", StringComparison.Ordinal)).Select(f => (t.Vendor, f.Name, f.Remark))).Distinct().Take(20).ToList();
        foreach (var (vendor, name, remark) in nobody)
            remarks.Add($"{vendor} field {name}: {remark}.");
        return remarks;
    }
}
