using System.Globalization;

namespace Candor.Analyze.Time;

/// <summary>Ranges as people type them: <c>today</c>, <c>7d</c>, <c>last-month</c>, <c>2026-01-01</c>.</summary>
static class PeriodText
{
    public const string Known = "today, yesterday, week, last-week, month, last-month, year, last-year, or a number with d, w or m, such as 7d or 12m";

    // An archive import may be older than the web; a report over more than this is a typing error.
    static readonly DateOnly Earliest = new(1970, 1, 2), Latest = new(2199, 12, 31);

    public static bool TryParse(string text, DateOnly today, out DateRange range)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        DateOnly month = new(today.Year, today.Month, 1), year = new(today.Year, 1, 1);
        range = text switch
        {
            "today" => new(today, today),
            "yesterday" => new(today.AddDays(-1), today.AddDays(-1)),
            "week" => new(monday, today),
            "last-week" => new(monday.AddDays(-7), monday.AddDays(-1)),
            "month" => new(month, today),
            "last-month" => new(month.AddMonths(-1), month.AddDays(-1)),
            "year" => new(year, today),
            "last-year" => new(year.AddYears(-1), year.AddDays(-1)),
            _ => Counted(text, today),
        };
        return range != default;
    }

    public static bool TryParseDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && date >= Earliest && date <= Latest;

    static DateRange Counted(string text, DateOnly today)
    {
        if (text.Length is < 2 or > 5 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 3660)
            return default;
        return text[^1] switch
        {
            'd' => new(today.AddDays(1 - count), today),
            'w' when count <= 520 => new(today.AddDays(1 - 7 * count), today),
            'm' when count <= 120 => new(today.AddMonths(-count).AddDays(1), today),
            _ => default,
        };
    }
}
