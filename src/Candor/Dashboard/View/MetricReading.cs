using Candor.Analyze;

namespace Candor.Dashboard.View;

/// <summary>The strip of numbers above the chart.</summary>
static class MetricReading
{
    const string Default = "visitors";

    static readonly (string Key, string Label, Func<Overview, double> Of, Func<SeriesPoint, double> At)[] Charted =
    [
        ("visitors", "Visitors", o => o.Visitors, p => p.Visitors),
        ("sessions", "Visits", o => o.Sessions, p => p.Sessions),
        ("pageviews", "Page views", o => o.Pageviews, p => p.Pageviews),
        ("events", "Events", o => o.Events, p => p.Events),
        ("value", "Value", o => o.Value, p => p.Value),
    ];

    public static IReadOnlyList<MetricView> Of(Overview now, PageState state)
    {
        var shown = Shown(state).Key;
        var metrics = Charted.Where(m => m.Key != "value" || now.Value > 0).Select(m => new MetricView(m.Key, m.Label, Format.Compact(m.Of(now)), Format.Number((long)Math.Round(m.Of(now))),
            ChangeOf(now, m.Of, Format.Compact), m.Key == "pageviews" && now.Sessions > 0 ? $"{now.ViewsPerSession:0.0} a visit" : null,
            state.With("metric", m.Key == Default ? null : m.Key).Href, m.Key == shown)).ToList();
        metrics.Add(new("bounce", "Bounce rate", now.Sessions == 0 ? "–" : Format.Percent(now.BounceRate), $"{now.BounceRate:0.00%}", ChangeOf(now, o => o.BounceRate, Format.Percent, moreIsBetter: false), null, null, false));
        metrics.Add(new("engaged", "Time engaged", now.Sessions == 0 ? "–" : Format.Span(now.EngagedSeconds), $"{now.EngagedSeconds:0.0} seconds a visit", ChangeOf(now, o => o.EngagedSeconds, Format.Span), "a visit", null, false));
        return metrics;
    }

    public static string LabelShown(PageState state) => Shown(state).Label;

    public static Func<SeriesPoint, double> Shown(PageState state, out string label)
    {
        var metric = Shown(state);
        label = metric.Label;
        return metric.At;
    }

    static (string Key, string Label, Func<Overview, double> Of, Func<SeriesPoint, double> At) Shown(PageState state) =>
        Array.Find(Charted, m => m.Key == state.Choice("metric", Default)) is { Key: not null } found ? found : Charted[0];

    static Change? ChangeOf(Overview now, Func<Overview, double> of, Func<double, string> text, bool moreIsBetter = true) =>
        now.Previous is { } before && now.Sessions > 0 ? Change.Between(of(now), of(before), text(of(before)), moreIsBetter) : null;
}
