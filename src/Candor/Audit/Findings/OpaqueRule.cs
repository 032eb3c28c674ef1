namespace Candor.Audit.Findings;

/// <summary>Bytes that left and that nobody here can read: no proof of anything, and not to be passed over.</summary>
sealed class OpaqueRule : Rule
{
    public override string Name => RuleName.Opaque;

    public override string How => "What could not be unwrapped to text was measured.";

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var group in judgement.Told.Where(t => t.Fields.Any(f => f.Form == "opaque")).GroupBy(t => (t.Vendor, t.Host)))
        {
            var fields = group.SelectMany(t => t.Fields).Where(f => f.Form == "opaque").ToList();
            yield return Found(Severity.Low, group.First(), $"{group.Key.Vendor} was sent {(fields.Count == 1 ? "a value" : $"{fields.Count} values")} that could not be read ({Findings.Words.List(fields.Select(f => f.Name).Take(5))}: {fields[0].Remark}). What it says is not known.", fields) with { Times = group.Count() };
        }
    }
}
