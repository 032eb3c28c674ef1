namespace Candor.Audit.Findings;

/// <summary>What a page is about tells what its visitor has, believes or fears.</summary>
sealed class SensitivePageRule : Rule
{
    static readonly string[] Order = [Meaning.PageAddress, Meaning.PageTitle, Meaning.ButtonText, Meaning.SearchTerm, Meaning.Referrer];

    public override string Name => RuleName.SensitivePage;

    public override string How => "Addresses, titles and descriptions that were told to others were looked through for words of health, reproduction, addiction, sexuality, crisis, faith, debts and other matters that are a person's own, in ten languages; and pages that the rules file names.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var group in ByPage(judgement.Told))
        {
            var named = judgement.Options.Rules.TopicOf(group[0].Page);
            var fields = group.SelectMany(t => t.Fields).Where(f => f.Class == FieldClass.Sensitive || f.Categories.Any(Guard.Category.Topics.Contains)
                || (named.Length > 0 && f.Meaning is Meaning.PageAddress or Meaning.PageTitle && Fields.Redaction.Page(f.Value) != Origin(f.Value))).DistinctBy(f => (f.Meaning, f.Name)).ToList();
            if (fields.Count == 0)
                continue;
            var topics = fields.SelectMany(f => f.Categories).Where(Guard.Category.Topics.Contains).Append(named).Where(t => t.Length > 0).Distinct().Select(Findings.Words.Topic);
            var told = fields.OrderBy(f => Array.IndexOf(Order, f.Meaning) is var at and >= 0 ? at : Order.Length).Select(f => f.Meaning switch
            {
                Meaning.PageAddress => "the address of the page",
                Meaning.PageTitle => "its title",
                Meaning.Referrer => "the page before it",
                Meaning.ButtonText => "the text of a button",
                "" => $"\"{f.Name}\"",
                var other => other,
            });
            yield return Found(Severity.High, group.First(t => t.Fields.Any(fields.Contains)), $"This page tells {group[0].Vendor} that its visitor looks at something about {Findings.Words.List(topics)}: it sends {Findings.Words.List(told)}.", fields) with { Times = group.Count };
        }
    }

    static string Origin(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}/" : "";
}
