namespace Candor.Audit.Findings;

/// <summary>Who the visitor is: addresses, names, numbers, in plain text, wrapped, or as fingerprints, which whoever has the address can make as well.</summary>
sealed class PersonalDataRule : Rule
{
    static readonly HashSet<string> Weak = new(StringComparer.Ordinal) { "gender", "city", "state", "country", "postal code", "location", "age", "address" };

    public override string Name => RuleName.PersonalData;

    public override string How => "Every value of every message to others was unwrapped (percent, base64, hexadecimal, gzip, JSON) and looked through for e-mail addresses, names, telephone, card and identity numbers, birth dates and coordinates, and for their fingerprints in fields that say so.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var group in ByPage(judgement.Told))
        {
            var fields = group.SelectMany(t => t.Fields).Where(f => f.Class == FieldClass.Personal).DistinctBy(f => (f.Meaning, f.Form)).ToList();
            if (fields.Count == 0)
                continue;
            var first = group.First(t => t.Fields.Any(f => f.Class == FieldClass.Personal));
            var severity = fields.Exists(f => !Weak.Contains(f.Meaning)) ? Severity.High : Severity.Medium;
            var told = fields.GroupBy(f => f.Form).Select(g => $"{Findings.Words.List(g.Select(f => f.Meaning.Length > 0 ? f.Meaning : "personal data"))} {Findings.Words.Form(g.Key)}");
            var matching = fields.Exists(f => f.Form is "sha256" or "md5" or "sha1" or "sha512") ? $" {first.Vendor} can match a fingerprint with the accounts it has." : "";
            yield return Found(severity, first, $"This page tells {first.Vendor} who the visitor is: {string.Join("; ", told)}.{matching}", fields) with { Times = group.Count };
        }
    }
}
