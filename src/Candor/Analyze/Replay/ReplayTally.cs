using Candor.Guard;
using Candor.Guard.Replay;

namespace Candor.Analyze.Replay;

/// <summary>Counts differences. Its size is bounded by what it counts under, never by the number of events.</summary>
sealed class ReplayTally
{
    /// <summary>Kinds of events and of fields counted by name; what comes after them is counted as <see cref="Others"/>.</summary>
    public const int MostEvents = 500, MostFields = 2000;

    public const string Others = "(others)";

    const int MostExamples = 3;

    readonly Dictionary<(string Site, string Event), long[]> events = [];
    readonly Dictionary<(string Site, string Event, FieldDifference What), (long Events, List<string> Examples)> fields = [];
    readonly Dictionary<(string Site, string Destination, string Event, string Field), (long Before, long After)> destinations = [];
    readonly Dictionary<string, long> formerly = [];

    // Of an event's counts: one for each fate, then those that lose and those that gain something.
    const int Fates = 5, Redacted = Fates, Kept = Fates + 1;

    public void Add(Event recorded, EventDifference difference)
    {
        foreach (var category in recorded.Removed)
            formerly[category] = formerly.GetValueOrDefault(category) + 1;
        var key = (recorded.Site, recorded.Name);
        if (!events.ContainsKey(key) && events.Count >= MostEvents)
            key.Name = Others;
        if (!events.TryGetValue(key, out var counts))
            events[key] = counts = new long[Fates + 2];
        counts[(int)difference.Fate]++;
        foreach (var leaving in difference.Destinations)
            Add((key.Site, leaving.Destination, key.Name, leaving.Field), leaving);
        if (difference.Fields.Count == 0)
            return;
        if (difference.Fate == EventFate.Changed)
        {
            counts[Redacted] += difference.Fields.Any(f => f.Fate != FieldFate.Kept) ? 1 : 0;
            counts[Kept] += difference.Fields.Any(f => f.Fate == FieldFate.Kept) ? 1 : 0;
        }
        foreach (var field in difference.Fields)
            Add(recorded, (key.Site, key.Name, field));
    }

    void Add(Event recorded, (string Site, string Event, FieldDifference What) key)
    {
        if (!fields.ContainsKey(key) && fields.Count >= MostFields)
            key = (key.Site, key.Event, key.What with { Field = key.What.Field.Length == 0 ? "" : Others });
        var (count, examples) = fields.GetValueOrDefault(key);
        examples ??= [];
        if (examples.Count < MostExamples && EventShape.Of(recorded) is var shape && !examples.Contains(shape))
            examples.Add(shape);
        fields[key] = (count + 1, examples);
    }

    void Add((string, string, string, string) key, DestinationDifference leaving)
    {
        if (!destinations.ContainsKey(key) && destinations.Count >= MostFields)
            return;
        var (before, after) = destinations.GetValueOrDefault(key);
        destinations[key] = (before + (leaving.Before ? 1 : 0), after + (leaving.After ? 1 : 0));
    }

    public long Count(EventFate fate) => events.Values.Sum(c => c[(int)fate]);

    public long Total => events.Values.Sum(c => c.Take(Fates).Sum());

    /// <param name="siteOf">What people call a site.</param>
    public IReadOnlyList<ReplayedEvent> Events(Func<string, string> siteOf) =>
    [
        .. events.OrderByDescending(e => e.Value.Take(Fates).Sum() - e.Value[(int)EventFate.Same]).ThenByDescending(e => e.Value.Take(Fates).Sum()).ThenBy(e => e.Key.Event, StringComparer.Ordinal)
            .Select(e => new ReplayedEvent(siteOf(e.Key.Site), e.Key.Event, e.Value.Take(Fates).Sum(), e.Value[(int)EventFate.Same], e.Value[Redacted], e.Value[Kept],
                e.Value[(int)EventFate.Lost], e.Value[(int)EventFate.Returned], e.Value[(int)EventFate.Dropped])),
    ];

    public IReadOnlyList<ReplayedField> Fields(Func<string, string> siteOf) =>
    [
        .. fields.OrderByDescending(f => f.Value.Events).ThenBy(f => f.Key.Event, StringComparer.Ordinal).ThenBy(f => f.Key.What.Field, StringComparer.Ordinal)
            .Select(f => new ReplayedField(siteOf(f.Key.Site), f.Key.Event, f.Key.What.Field, ChangeOf(f.Key.What), f.Key.What.Category, f.Value.Events, f.Value.Examples)),
    ];

    public IReadOnlyList<ReplayedDestination> Destinations(Func<string, string> siteOf) =>
    [
        .. destinations.Where(d => d.Value.Before != d.Value.After).OrderBy(d => d.Key.Destination, StringComparer.Ordinal).ThenBy(d => d.Key.Event, StringComparer.Ordinal).ThenBy(d => d.Key.Field, StringComparer.Ordinal)
            .Select(d => new ReplayedDestination(siteOf(d.Key.Site), d.Key.Destination, d.Key.Event, d.Key.Field, d.Value.Before, d.Value.After)),
    ];

    public IReadOnlyList<RemovalRow> Formerly => [.. formerly.OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => new RemovalRow(f.Key, f.Value))];

    static string ChangeOf(FieldDifference what) => (what.Field.Length == 0, what.Fate) switch
    {
        (true, FieldFate.Removed) => "lost",
        (true, _) => "returned",
        (_, FieldFate.Removed) => "removed",
        (_, FieldFate.Redacted) => "redacted",
        _ => "kept",
    };
}
