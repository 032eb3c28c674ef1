namespace Candor.Guard;

/// <summary>What became of one field of an event. It never has the value that came, unless all of it was kept.</summary>
/// <param name="Kind">What came: <c>text of 17</c>, <c>number</c>, <c>flag</c>.</param>
/// <param name="Stored">What is kept of it; null when nothing is.</param>
/// <param name="IsWhole">It is kept as it came.</param>
/// <param name="Reasons">Why the rest was taken out.</param>
sealed record FieldOutcome(string Field, string Kind, string? Stored, bool IsWhole, IReadOnlyList<Reason> Reasons)
{
    public static List<FieldOutcome> Of(Event arrived, Verdict verdict)
    {
        var stored = verdict.Stored is { } kept ? EventLeaves.Of(kept).ToLookup(l => l.Path, l => l.Value) : null;
        var outcomes = new List<FieldOutcome>();
        foreach (var field in EventLeaves.Of(arrived).GroupBy(l => l.Path))
        {
            var (first, value, left) = (field.First(), string.Join(", ", field.Select(l => l.Value)), stored?[field.Key].ToList() ?? []);
            var text = left.Count == 0 ? null : string.Join(", ", left);
            outcomes.Add(text == value
                ? new(field.Key, EventShape.Kind(first), text, true, [])
                : new(field.Key, EventShape.Kind(first), text, false, [.. verdict.Reasons.Where(r => r.Concerns(field.Key))]));
        }
        return outcomes;
    }
}
