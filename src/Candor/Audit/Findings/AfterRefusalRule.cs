namespace Candor.Audit.Findings;

/// <summary>Trackers that ran although the visitor had refused.</summary>
sealed class AfterRefusalRule : Rule
{
    public override string Name => RuleName.AfterRefusal;

    public override string How => "Messages to trackers after a choice against them were looked for.";

    public override string? NotJudged(Judgement judgement) =>
        judgement.Evidence.Choices.Exists(c => c.Choice == ConsentChoice.Refused) ? null : "The recording shows no refusal, so nobody can say what runs after one.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        var choices = judgement.Evidence.Choices;
        var calls = judgement.Evidence.Calls.Where(c => choices.FindLast(choice => choice.After < c.Number) is { Choice: ConsentChoice.Refused });
        foreach (var group in calls.GroupBy(c => (c.Vendor, c.Host)))
            yield return new Finding
            {
                Rule = Name, Severity = Severity.High, Vendor = group.Key.Vendor, Host = group.Key.Host, Page = Fields.Redaction.Page(group.First().Page), Times = group.Count(),
                Summary = $"The visitor refused, and {group.Key.Vendor} was told of the visit all the same.",
                Evidence = judgement.Transmissions.LastOrDefault(t => t.Host == group.Key.Host && !t.Blocked),
            };
    }
}
