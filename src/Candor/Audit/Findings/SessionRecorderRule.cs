namespace Candor.Audit.Findings;

/// <summary>Recorders film what a visitor sees and does.</summary>
sealed class SessionRecorderRule : Rule
{
    public override string Name => RuleName.SessionRecorder;

    public override string How => "Hosts and messages were compared with those of known session recorders, and messages to unknown hosts looked at for pictures of the page.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var ((vendor, host), (page, uploads)) in judgement.Evidence.Recorders)
        {
            if (!uploads && judgement.Evidence.Recorders.Any(r => r.Key.Vendor == vendor && r.Value.Uploads))
                continue;
            var sentence = uploads ? $"{vendor} films this visit: it is sent what the visitor sees, moves over, presses and scrolls." : $"This page loads {vendor}, which films visits: what a visitor sees, moves over, presses and scrolls.";
            yield return new Finding
            {
                Rule = Name, Severity = judgement.Options.Rules.TopicOf(page).Length > 0 ? Severity.High : Severity.Medium, Vendor = vendor, Host = host, Page = Fields.Redaction.Page(page), Summary = sentence,
                Evidence = judgement.Transmissions.FirstOrDefault(t => t.Host == host && t.Vendor == vendor && !t.Blocked),
            };
        }
    }
}
