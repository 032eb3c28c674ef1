namespace Candor.Audit.Findings;

/// <summary>Text that leaves while it is typed, key by key, before anything is sent by the visitor.</summary>
sealed class KeyLoggingRule : Rule
{
    public override string Name => RuleName.KeyLogging;

    public override string How => "Values that several messages in a row repeat with one to three characters more, and fields that hold keystrokes, were looked for. A recording shows it only when somebody typed.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var (sent, field) in judgement.Evidence.Typing.DistinctBy(t => (t.Sent.Vendor, t.Sent.Host, t.Field)))
            yield return Found(Severity.High, sent, $"While you type, every key goes to {sent.Vendor} (field \"{field}\"), before you press anything.", [.. sent.Fields.Where(f => f.Name == field)]);
        foreach (var group in ByPage(judgement.Told.Where(t => t.Fields.Any(f => f.Meaning == Meaning.Keystrokes && f.Value.Length > 0))))
            yield return Found(Severity.High, group[0], $"This page tells {group[0].Vendor} which keys the visitor presses.", [.. group[0].Fields.Where(f => f.Meaning == Meaning.Keystrokes)]) with { Times = group.Count };
    }
}
