namespace Candor.Audit.Findings;

/// <summary>What a visitor presses says what she wants: "Call 988", "Refill my prescription".</summary>
sealed class ButtonTextRule : Rule
{
    public override string Name => RuleName.ButtonText;

    public override string How => "Messages to others were looked through for texts and targets of buttons and links that were pressed.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        var told = judgement.Told.Select(t => (Sent: t, Fields: t.Fields.Where(f => f.Value.Length > 0 && f.Meaning is Meaning.ButtonText or Meaning.LinkTarget).ToList())).Where(t => t.Fields.Count > 0);
        foreach (var group in told.GroupBy(t => (t.Sent.Vendor, t.Sent.Host, Page: Fields.Redaction.Page(t.Sent.Page), Text: TextOf(t.Fields))))
        {
            var (sent, fields) = group.First();
            var withPage = sent.Fields.Any(f => f.Meaning.StartsWith(Meaning.PageAddress, StringComparison.Ordinal) && f.Value.Length > 0);
            var severity = fields.Exists(f => f.Class >= FieldClass.Personal || f.Value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) ? Severity.High : Severity.Medium;
            yield return Found(severity, sent, $"When you press {Findings.Words.Quote(group.Key.Text)}, this page tells {sent.Vendor} {What(fields)}{(withPage ? " and the address of the page" : "")}.", fields) with { Times = group.Count() };
        }
    }

    static string TextOf(List<SentField> fields) => (fields.Find(f => f.Meaning == Meaning.ButtonText) is { } text ? text.Value : Fields.Redaction.Address(fields[0].Value)).Trim();

    static string What(List<SentField> fields) => fields.Exists(f => f.Meaning == Meaning.ButtonText) ? "the text of the button" : "where the link leads";
}
