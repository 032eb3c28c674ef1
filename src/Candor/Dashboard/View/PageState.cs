using System.Collections.Immutable;
using System.Text.Encodings.Web;

namespace Candor.Dashboard.View;

/// <summary>
/// Everything that decides what a site's page shows, as it stands in the address. Links are made from a changed copy,
/// so any view can be sent to a colleague, bookmarked or opened in a new tab.
/// </summary>
/// <param name="Path">Of the page, such as <c>/sites/s_…</c>.</param>
public sealed record PageState(string Path)
{
    public const string DefaultPeriod = "30d";

    /// <summary>A period's word; empty when <see cref="From"/> and <see cref="To"/> say it.</summary>
    public string Period { get; init; } = DefaultPeriod;

    public string From { get; init; } = "";

    public string To { get; init; } = "";

    /// <summary>Empty: the change against the days before, without a line of its own. <c>none</c>, <c>previous</c> or <c>year</c> when chosen.</summary>
    public string Compare { get; init; } = "";

    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>Which number the chart shows, which tab of a panel is open, how a list is sorted: only what differs from the default.</summary>
    public ImmutableSortedDictionary<string, string> Choices { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reads the address. What it does not know it leaves out.</summary>
    public static PageState Read(HttpRequest request, params ReadOnlySpan<string> choices)
    {
        var query = request.Query;
        var (from, to) = (query["from"].ToString(), query["to"].ToString());
        var state = new PageState(request.Path)
        {
            Period = from.Length + to.Length > 0 ? "" : query["period"].ToString() is { Length: > 0 } period ? period : DefaultPeriod,
            From = from,
            To = to,
            Compare = query["compare"].ToString(),
            Filters = [.. query["filter"].Where(f => !string.IsNullOrEmpty(f)).Distinct()!],
        };
        foreach (var choice in choices)
            if (query[choice].ToString() is { Length: > 0 } chosen)
                state = state.With(choice, chosen);
        return state;
    }

    public string Choice(string name, string otherwise = "") => Choices.GetValueOrDefault(name, otherwise);

    public PageState With(string choice, string? value) =>
        this with { Choices = string.IsNullOrEmpty(value) ? Choices.Remove(choice) : Choices.SetItem(choice, value) };

    public PageState WithPeriod(string period) => this with { Period = period, From = "", To = "" };

    public PageState WithDates(DateOnly from, DateOnly to) => this with { Period = "", From = Format.Iso(from), To = Format.Iso(to) };

    public PageState WithFilter(string filter) => Filters.Contains(filter) ? this : this with { Filters = Filters.Add(filter) };

    public PageState WithoutFilter(string filter) => this with { Filters = Filters.Remove(filter) };

    /// <summary>The same days and filters on another page; its tabs and sorting are its own.</summary>
    public PageState On(string path) => this with { Path = path, Choices = Choices.Clear() };

    /// <summary>The address in a link.</summary>
    public string Href => Parts().ToList() is { Count: > 0 } parts ? $"{Path}?{string.Join('&', parts.Select(p => $"{p.Name}={UrlEncoder.Default.Encode(p.Value)}"))}" : Path;

    /// <summary>The address of a report with the same days and filters, in the API.</summary>
    public string ReportHref(string report, string site, string more = "") =>
        (this with { Path = $"/api/report/{report}", Choices = ImmutableSortedDictionary<string, string>.Empty.Add("site", site), Period = Period.Length == 0 && From.Length + To.Length == 0 ? DefaultPeriod : Period }).Href + more;

    /// <summary>What a form that changes one part of the state sends along unchanged.</summary>
    public IEnumerable<(string Name, string Value)> Parts()
    {
        if (From.Length > 0)
            yield return ("from", From);
        if (To.Length > 0)
            yield return ("to", To);
        if (Period.Length > 0 && Period != DefaultPeriod)
            yield return ("period", Period);
        if (Compare.Length > 0)
            yield return ("compare", Compare);
        foreach (var filter in Filters)
            yield return ("filter", filter);
        foreach (var (name, value) in Choices)
            yield return (name, value);
    }
}
