using System.Text.RegularExpressions;

namespace Candor.Guard.Replay;

/// <summary>What a new policy makes of an event otherwise than the one in force. It holds no value of the event.</summary>
/// <param name="Fields">Each field and fate once. Of an event that is lost or returned, its category alone, with an empty field.</param>
sealed partial record EventDifference(EventFate Fate, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>What either policy lets leave. Empty when both let nothing.</summary>
    public IReadOnlyList<DestinationDifference> Destinations { get; init; } = [];

    static readonly EventDifference Same = new(EventFate.Same, []), Dropped = new(EventFate.Dropped, []);

    public static EventDifference Between(Verdict before, Verdict after) => (before.Stored, after.Stored) switch
    {
        (null, null) => Dropped,
        ({ }, null) => new(EventFate.Lost, [new("", FieldFate.Removed, after.Categories[0])]),
        (null, { }) => new(EventFate.Returned, [new("", FieldFate.Kept, before.Categories[0])]),
        // Both give the event itself back where they take nothing out.
        ({ } was, { } becomes) => ReferenceEquals(was, becomes) ? Same : OfFields(before, was, after, becomes),
    };

    static EventDifference OfFields(Verdict before, Event was, Verdict after, Event becomes)
    {
        var (then, now) = (Texts(was), Texts(becomes));
        var found = new List<FieldDifference>();
        foreach (var path in then.Keys.Union(now.Keys).Where(p => then.GetValueOrDefault(p) != now.GetValueOrDefault(p)))
        {
            var fate = !now.TryGetValue(path, out var text) ? FieldFate.Removed : !then.TryGetValue(path, out var old) ? FieldFate.Kept : Marks(text) >= Marks(old) ? FieldFate.Redacted : FieldFate.Kept;
            var difference = new FieldDifference(Position().Replace(path, "[]"), fate, CategoryOf(fate == FieldFate.Kept ? before : after, path));
            if (!found.Contains(difference))
                found.Add(difference);
        }
        return found.Count == 0 ? Same : new(EventFate.Changed, found);
    }

    /// <summary>Parameters and keys may stand twice.</summary>
    static Dictionary<string, string> Texts(Event e)
    {
        var texts = new Dictionary<string, string>();
        foreach (var leaf in EventLeaves.Of(e))
            texts[leaf.Path] = texts.TryGetValue(leaf.Path, out var before) ? $"{before}\n{leaf.Value}" : leaf.Value;
        return texts;
    }

    static int Marks(string text) => Mark().Count(text);

    static string CategoryOf(Verdict verdict, string path)
    {
        foreach (var reason in verdict.Reasons)
            if (reason.Concerns(path))
                return reason.Category;
        return verdict.Categories is [var first, ..] ? first : "";
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();

    [GeneratedRegex(@"\[[a-z_-]+\]")]
    private static partial Regex Mark();
}
