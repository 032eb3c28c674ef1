namespace Candor.Audit.Findings;

/// <summary>What the visitor typed: messages, reasons, search terms.</summary>
sealed class FormContentRule : Rule
{
    public override string Name => RuleName.FormContent;

    public override string How => "Messages to others were looked through for fields of forms, free text and search terms.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var group in ByPage(judgement.Told))
        {
            var fields = group.SelectMany(t => t.Fields).Where(f => f.Value.Length > 0 && Base(f.Meaning) is Meaning.FormContent or Meaning.SearchTerm).DistinctBy(f => f.Name).ToList();
            if (fields.Count == 0)
                continue;
            var searched = fields.TrueForAll(f => Base(f.Meaning) == Meaning.SearchTerm);
            var severity = searched && !fields.Exists(f => f.Class >= FieldClass.Personal) ? Severity.Medium : Severity.High;
            var what = searched ? "what the visitor searches for" : "what the visitor types into a form";
            yield return Found(severity, group.First(t => t.Fields.Any(fields.Contains)), $"This page tells {group[0].Vendor} {what} ({Findings.Words.List(fields.Select(f => $"field \"{f.Name}\""))}).", fields) with { Times = group.Count };
        }
    }

    static string Base(string meaning) => meaning.IndexOf(" with ", StringComparison.Ordinal) is var at and >= 0 ? meaning[..at] : meaning;
}
