namespace Candor.Dashboard.View;

/// <param name="Word">In the address.</param>
/// <param name="Key">The key that chooses it.</param>
public sealed record Period(string Word, string Label, string Key);

/// <summary>The ranges that the date picker offers, in the order of the keys that people know from elsewhere.</summary>
public static class Periods
{
    public static IReadOnlyList<Period> All { get; } =
    [
        new("today", "Today", "d"), new("yesterday", "Yesterday", "e"),
        new("7d", "Last 7 days", "w"), new("28d", "Last 28 days", "f"), new("30d", "Last 30 days", "t"), new("91d", "Last 91 days", "n"),
        new("month", "This month", "m"), new("last-month", "Last month", "p"), new("year", "This year", "y"), new("12m", "Last 12 months", "l"),
    ];

    public static string? LabelOf(string word) => All.FirstOrDefault(p => p.Word == word)?.Label;
}
