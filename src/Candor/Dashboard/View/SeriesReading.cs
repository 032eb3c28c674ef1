using System.Globalization;
using Candor.Analyze;
using Candor.Analyze.Time;

namespace Candor.Dashboard.View;

/// <summary>From the points of a report to a chart's labels and links.</summary>
static class SeriesReading
{
    public static SeriesView Of(IReadOnlyList<SeriesPoint> points, ReportRequest request, PageState state, DateTimeOffset now)
    {
        var value = MetricReading.Shown(state, out var label);
        return Of([.. points.Select(p => (p.Time, value(p), p.Previous is { } before ? value(before) : (double?)null))], label, request, state, now);
    }

    public static SeriesView Of(IReadOnlyList<(string Time, double Value, double? Before)> points, string label, ReportRequest request, PageState state, DateTimeOffset now)
    {
        var interval = request.Interval ?? Buckets.Fitting(request.Range.From, request.Range.To);
        var local = TimeZoneInfo.ConvertTime(now, request.Zone).DateTime;
        var past = points.Select(p => (Point: p, Start: StartOf(p.Time))).Where(p => p.Start <= local).ToList();
        var compared = state.Compare is "previous" or "year" && request.Compare is not null;
        return new SeriesView(label, Format.Range(request.Range.From, request.Range.To),
            compared ? Format.Range(request.Compare!.Value.From, request.Compare.Value.To) : null,
            past.Count > 1 && EndOf(past[^1].Start, interval) > local,
            [.. past.Select(p => new SeriesPointView(LabelOf(p.Start, interval), TitleOf(p.Start, interval), p.Point.Value, p.Point.Before, HrefOf(p.Start, interval, request, state)))]);
    }

    static DateTime StartOf(string time) =>
        time.Length == 10 ? DateTime.ParseExact(time, "yyyy-MM-dd", CultureInfo.InvariantCulture) : DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).DateTime;

    static DateTime EndOf(DateTime start, Interval interval) => interval switch
    {
        Interval.Hour => start.AddHours(1),
        Interval.Day => start.AddDays(1),
        Interval.Week => start.AddDays(7),
        _ => start.AddMonths(1),
    };

    static string LabelOf(DateTime start, Interval interval) =>
        start.ToString(interval switch { Interval.Hour => "HH:mm", Interval.Month => "MMM yyyy", _ => "d MMM" }, CultureInfo.InvariantCulture);

    static string TitleOf(DateTime start, Interval interval) =>
        start.ToString(interval switch { Interval.Hour => "ddd d MMM, HH:mm", Interval.Day => "dddd, d MMMM yyyy", Interval.Week => "'Week of' d MMM yyyy", _ => "MMMM yyyy" }, CultureInfo.InvariantCulture);

    static string? HrefOf(DateTime start, Interval interval, ReportRequest request, PageState state)
    {
        if (interval == Interval.Hour || request.Range.Days == 1)
            return null;
        var (from, to) = (DateOnly.FromDateTime(start), DateOnly.FromDateTime(EndOf(start, interval)).AddDays(-1));
        return state.WithDates(from < request.Range.From ? request.Range.From : from, to > request.Range.To ? request.Range.To : to).Href;
    }
}
