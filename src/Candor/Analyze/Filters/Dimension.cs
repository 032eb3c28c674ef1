namespace Candor.Analyze.Filters;

/// <summary>Something that can be filtered by: what every event says of itself, or what a whole visit has. Exactly one of the two is given.</summary>
/// <param name="Name">As written in a filter.</param>
/// <param name="Event">The value of an event's row as SQL, null when a session has it.</param>
/// <param name="Session">The value of a session's row as SQL, null when an event has it.</param>
sealed record Dimension(string Name, string? Event, string? Session)
{
    /// <summary>What ClickHouse reads instead of <see cref="Event"/>; null: the same.</summary>
    public string? ClickHouse { get; init; }

    /// <summary>The SQL reads a key, as in <c>prop:plan</c>.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>The value is a list with commas between its members: <c>is</c> asks whether one of them is.</summary>
    public bool IsList { get; init; }
}
