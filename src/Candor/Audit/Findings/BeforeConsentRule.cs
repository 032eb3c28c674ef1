namespace Candor.Audit.Findings;

/// <summary>Trackers that ran before the visitor had chosen.</summary>
sealed class BeforeConsentRule : Rule
{
    public override string Name => RuleName.BeforeConsent;

    public override string How => "Messages to trackers were compared with the moment at which the banner told the visitor's choice.";

    public override string? NotJudged(Judgement judgement) =>
        judgement.Evidence.Choices.Count == 0 ? "The recording shows no message by which a banner tells a choice, so nobody can say what ran before one." : null;

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        if (judgement.Evidence.Choices.Count == 0)
            yield break;
        var chosen = judgement.Evidence.Choices[0].After;
        foreach (var group in judgement.Evidence.Calls.Where(c => c.Number < chosen).GroupBy(c => (c.Vendor, c.Host)))
            yield return new Finding
            {
                Rule = Name, Severity = Severity.Medium, Vendor = group.Key.Vendor, Host = group.Key.Host, Page = Fields.Redaction.Page(group.First().Page), Times = group.Count(),
                Summary = $"{group.Key.Vendor} was already told of this visit before the visitor had chosen anything in the banner.",
                Evidence = judgement.Transmissions.FirstOrDefault(t => t.Host == group.Key.Host && !t.Blocked),
            };
    }
}
