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
        foreach (var finding in ByBehaviour(judgement))
            yield return finding;
    }

    /// <summary>Nobody's name is needed: a script that follows the page's changes, the pointer and the fields, and sends what it sees, films.</summary>
    IEnumerable<Finding> ByBehaviour(Judgement judgement)
    {
        foreach (var script in judgement.Evidence.Behaviours.Where(b => b.Kind == Behaviour.Listens).GroupBy(b => b.Script))
        {
            var watched = script.Select(b => b.Detail).ToHashSet();
            if (!watched.Contains("changes") || watched.Count < 3 || judgement.Evidence.Uploads.By(script.Key) is not { } upload || judgement.Evidence.Recorders.Keys.Any(r => r.Host == upload.Host))
                continue;
            var vendor = judgement.Hosts.TryGetValue(upload.Host, out var tally) && tally.Owner.Length > 0 ? tally.Owner : upload.Host;
            yield return new Finding
            {
                Rule = Name, Severity = Severity.High, Vendor = vendor, Host = upload.Host, Page = Fields.Redaction.Page(script.First().Page),
                Summary = $"A script films this visit: it follows {Findings.Words.List(watched.Order(StringComparer.Ordinal).Select(Watched))} and sends {upload.Host} what it sees ({upload.Messages} messages, {upload.Bytes} bytes).",
                Evidence = judgement.Transmissions.FirstOrDefault(t => t.Host == upload.Host && !t.Blocked),
            };
        }
    }

    static string Watched(string kind) => kind switch { "changes" => "every change of the page", "fields" => "its fields", "keys" => "the keyboard", "pointer" => "the pointer", _ => "scrolling" };
}
