namespace Candor.Audit.Findings;

/// <summary>What trackers were told and the owner's policy lets go to nobody, with what Guard would have withheld of it.</summary>
sealed class UndeclaredRule : Rule
{
    public override string Name => RuleName.Undeclared;

    public override string How => "Every event that was told was put before Guard under the policy, with all consent given, and compared with the destinations that the policy names.";

    public override string? NotJudged(Judgement judgement) => judgement.Options.Policy is null ? "No policy was given to compare with; --policy candor.yaml names one." : null;

    public override IEnumerable<Finding> Judge(Judgement judgement)
    {
        foreach (var group in ByPage(judgement.Told.Where(t => t.Guard is { IsDeclared: false })))
        {
            var withheld = group.SelectMany(t => t.Guard!.Withheld).DistinctBy(w => (w.Field.Name, w.Category)).ToList();
            var first = group.Find(t => t.Guard!.Withheld.Count > 0) ?? group[0];
            var severity = withheld.Exists(w => w.Field.Class >= FieldClass.Personal) ? Severity.High : withheld.Count > 0 ? Severity.Medium : Severity.Low;
            yield return Found(severity, first, $"{Words.Sentence(first.Guard!.Undeclared)}, and this page tells it {(group.Count == 1 ? "an event" : $"{group.Count} events")}. {Withheld(withheld)}", [.. withheld.Select(w => w.Field)]) with { Times = group.Count };
        }
    }

    static string Withheld(List<Policies.WithheldField> withheld)
    {
        if (withheld.Count == 0)
            return "Guard would have let all of it through to the site's own owner.";
        var parts = withheld.Take(8).Select(w => $"{w.Field.Name} ({(w.Field.Meaning.Length > 0 && w.Field.Meaning != w.Category ? $"{w.Field.Meaning}: " : "")}{w.Category.Replace('_', ' ')})").ToList();
        return $"Guard would have withheld {Words.List(withheld.Count > 8 ? [.. parts, $"{withheld.Count - 8} more"] : parts)}.";
    }
}
