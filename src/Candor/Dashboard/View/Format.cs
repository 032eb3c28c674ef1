using System.Globalization;

namespace Candor.Dashboard.View;

/// <summary>Numbers, dates and spans as the pages show them. English and invariant: the same page for everyone, the same tests everywhere.</summary>
public static class Format
{
    const double Thousand = 1000, Million = 1_000_000;

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits that count: 987, 12.3k, 4.56M.</summary>
    public static string Compact(double value) => Math.Abs(value) switch
    {
        < 10_000 => Math.Round(value).ToString("N0", CultureInfo.InvariantCulture),
        < 100_000 => (value / Thousand).ToString("0.0", CultureInfo.InvariantCulture) + "k",
        < Million => (value / Thousand).ToString("0", CultureInfo.InvariantCulture) + "k",
        < 10 * Million => (value / Million).ToString("0.00", CultureInfo.InvariantCulture) + "M",
        < 1000 * Million => (value / Million).ToString("0.0", CultureInfo.InvariantCulture) + "M",
        _ => (value / (1000 * Million)).ToString("0.00", CultureInfo.InvariantCulture) + "B",
    };

    /// <summary>Of 0 to 1.</summary>
    public static string Percent(double share) => share is > 0 and < 0.001 ? "<0.1%" : (share * 100).ToString(share < 0.1 ? "0.#" : "0", CultureInfo.InvariantCulture) + "%";

    /// <summary>43s, 2m 05s, 1h 12m.</summary>
    public static string Span(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(Math.Max(0, seconds)));
        return span.TotalMinutes < 1 ? $"{span.Seconds}s"
            : span.TotalHours < 1 ? $"{span.Minutes}m {span.Seconds:00}s"
            : $"{(long)span.TotalHours}h {span.Minutes:00}m";
    }

    /// <summary>For a sentence: "15 seconds", "2 minutes".</summary>
    public static string Wait(TimeSpan span) => span.TotalSeconds < 90 ? $"{Math.Ceiling(span.TotalSeconds):0} seconds" : $"{Math.Ceiling(span.TotalMinutes):0} minutes";

    public static string Ago(TimeSpan age) => age.TotalSeconds < 5 ? "now"
        : age.TotalSeconds < 60 ? $"{(int)age.TotalSeconds}s ago"
        : age.TotalMinutes < 60 ? $"{(int)age.TotalMinutes}m ago"
        : age.TotalHours < 48 ? $"{(int)age.TotalHours}h ago"
        : $"{(int)age.TotalDays}d ago";

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"1 – 28 Feb 2026", "28 Jan – 3 Feb 2026".</summary>
    public static string Range(DateOnly from, DateOnly to) =>
        from == to ? Day(from)
        : from.Year != to.Year ? $"{Day(from)} – {Day(to)}"
        : from.Month != to.Month ? $"{ShortDay(from)} – {Day(to)}"
        : $"{from.Day} – {Day(to)}";

    public static string Plural(long count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";
}
