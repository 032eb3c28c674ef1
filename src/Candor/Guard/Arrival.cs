using Candor.Guard.Policy;

namespace Candor.Guard;

/// <summary>Takes down how an event came, beside what is stored of it, so that nothing which was taken out can be read from it.</summary>
static class Arrival
{
    /// <summary>More are for nobody to read, and hostile events have no end.</summary>
    public const int MostFields = 80;

    /// <param name="policy">Of the event's site; names that the owner wrote into it are shown.</param>
    public static IReadOnlyList<ArrivedField> Of(Event arrived, Verdict verdict, SitePolicy policy)
    {
        var stored = verdict.Stored is { } kept ? EventLeaves.Of(kept) : [];
        var names = new ShownNames(stored, policy.For(arrived).Properties);
        var came = FieldOutcome.Of(arrived, verdict);
        var fields = came.Take(MostFields).Select(o => Field(o, names, verdict)).ToList();
        // Where a name gave way to a mark, the stored event has a field that did not come.
        var paths = came.Select(o => o.Field).ToHashSet();
        fields.AddRange(stored.Where(l => !paths.Contains(l.Path)).Take(MostFields).Select(l => new ArrivedField(l.Path, "", l.Value, false, [], [])));
        return fields;
    }

    static ArrivedField Field(FieldOutcome outcome, ShownNames names, Verdict verdict)
    {
        if (outcome.IsWhole)
            return new(outcome.Field, outcome.Kind, outcome.Stored, true, [], []);
        var name = verdict.Stored is null && outcome is { Field: "name" } ? "name" : names.Of(outcome.Field);
        return new(name, outcome.Kind, outcome.Stored, false, [.. outcome.Reasons.Select(r => r.Category).Distinct()], [.. outcome.Reasons.Select(r => r.Why).Distinct()]);
    }
}
