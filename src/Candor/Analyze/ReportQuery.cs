using Candor.Analyze.Filters;
using Candor.Analyze.Time;
using Microsoft.Extensions.Primitives;

namespace Candor.Analyze;

/// <summary>Reads a request from query parameters: <c>from</c>, <c>to</c> or <c>period</c>, <c>filter</c> (again and again), <c>compare</c>,
/// <c>interval</c>, <c>limit</c>, <c>offset</c>, <c>search</c>, <c>sort</c>, <c>event</c>, <c>property</c>. Every error is told at once.</summary>
sealed class ReportQuery(Func<string, StringValues> parameter)
{
    const int MaxFilters = 20, MaxText = 500;

    readonly Dictionary<string, string> errors = [];

    public static IReadOnlyList<string> Names { get; } =
        ["site", "from", "to", "period", "filter", "compare", "interval", "limit", "offset", "search", "sort", "event", "property", "format", "part"];

    /// <exception cref="ReportRefusedException">With every parameter that makes no sense.</exception>
    public ReportRequest Read(string site, TimeZoneInfo zone, DateTimeOffset now)
    {
        var today = LocalTime.Of(zone).DateAt(now.UtcDateTime);
        var range = Range(today);
        var request = new ReportRequest
        {
            Site = site,
            Zone = zone,
            Range = range,
            Filters = Filters(),
            Compare = Comparison(range),
            Interval = IntervalOf(Text("interval")),
            Limit = Number("limit", ReportRequest.DefaultLimit, 1, ReportRequest.MaxLimit),
            Offset = Number("offset", 0, 0, int.MaxValue),
            Search = Text("search"),
            Sort = SortOf(Text("sort")),
            Event = Text("event"),
            Property = Text("property"),
        };
        return errors.Count == 0 ? request : throw new ReportRefusedException(errors);
    }

    DateRange Range(DateOnly today)
    {
        var (from, to, period) = (Text("from"), Text("to"), Text("period"));
        if (period.Length > 0 && from.Length + to.Length > 0)
            errors["period"] = "Give a period, or from and to.";
        if (from.Length + to.Length == 0)
        {
            if (PeriodText.TryParse(period.Length == 0 ? "30d" : period, today, out var range))
                return range;
            errors["period"] = $"'{period}' is not a period. Known: {PeriodText.Known}.";
            return new(today, today);
        }
        var first = from.Length == 0 ? today : Date("from", from, today);
        var last = to.Length == 0 ? today : Date("to", to, today);
        if (last < first && !errors.ContainsKey("from") && !errors.ContainsKey("to"))
            errors[from.Length == 0 ? "to" : "from"] = $"The range would end ({last:yyyy-MM-dd}) before it begins ({first:yyyy-MM-dd}).";
        return new(first, last < first ? first : last);
    }

    DateRange? Comparison(DateRange range)
    {
        var text = Text("compare");
        if (text is "" or "none")
            return null;
        if (text is "previous")
            return range.Previous();
        if (text is "year")
            return range.YearBefore();
        var parts = text.Split("..");
        if (parts.Length == 2 && PeriodText.TryParseDate(parts[0], out var from) && PeriodText.TryParseDate(parts[1], out var to) && from <= to)
            return new DateRange(from, to);
        errors["compare"] = $"'{text}' is nothing to compare with. Use previous, year, or two dates as 2026-01-01..2026-01-31.";
        return null;
    }

    List<Filter> Filters()
    {
        var filters = new List<Filter>();
        foreach (var text in parameter("filter"))
        {
            if (string.IsNullOrEmpty(text))
                continue;
            if (FilterText.TryParse(text, out var filter, out var error))
                filters.Add(filter!);
            else
                errors["filter"] = errors.TryGetValue("filter", out var before) ? $"{before} {error}" : error;
        }
        if (filters.Count > MaxFilters)
            errors["filter"] = $"A report takes at most {MaxFilters} filters.";
        return filters;
    }

    Interval? IntervalOf(string text)
    {
        Interval? interval = text switch { "hour" => Time.Interval.Hour, "day" => Time.Interval.Day, "week" => Time.Interval.Week, "month" => Time.Interval.Month, _ => null };
        if (text.Length > 0 && interval is null)
            errors["interval"] = $"'{text}' is not an interval. {Nearest.Hint(text, ["hour", "day", "week", "month"])}";
        return interval;
    }

    Sort? SortOf(string text)
    {
        if (text.Length == 0)
            return null;
        if (Sort.TryParse(text, out var sort))
            return sort;
        errors["sort"] = $"Nothing is sorted by '{text}'. {Nearest.Hint(text.Split(':')[0], Sort.Columns)} A direction may follow, as in visitors:asc.";
        return null;
    }

    DateOnly Date(string name, string text, DateOnly otherwise)
    {
        if (PeriodText.TryParseDate(text, out var date))
            return date;
        errors[name] = $"'{text}' is not a date. Write it as 2026-01-31.";
        return otherwise;
    }

    int Number(string name, int otherwise, int least, int most)
    {
        var text = Text(name);
        if (text.Length == 0)
            return otherwise;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        errors[name] = $"'{text}' is not a number from {least} to {most}.";
        return otherwise;
    }

    string Text(string name)
    {
        var values = parameter(name);
        if (values.Count > 1)
            errors[name] = $"{name} is given {values.Count} times.";
        var text = values.Count == 0 ? "" : values[0]?.Trim() ?? "";
        if (text.Length <= MaxText)
            return text;
        errors[name] = $"{name} has at most {MaxText} characters.";
        return "";
    }
}
