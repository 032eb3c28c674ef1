using Candor.Analyze;
using Candor.Analyze.Filters;
using Candor.Sites;
using Microsoft.Extensions.Primitives;

namespace Candor.Dashboard.View;

/// <summary>From the address of a page to what is asked of the reports.</summary>
static class PageRequest
{
    /// <exception cref="ReportRefusedException">The address was edited by hand, and makes no sense.</exception>
    public static ReportRequest Read(SiteInfo site, PageState state, DateTimeOffset now)
    {
        var request = new ReportQuery(name => Parameter(state, name)).Read(site.Id, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone), now);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, request.Zone).DateTime);
        // A morning against a whole day says nothing; only someone who asks for it gets it.
        return state.Compare.Length == 0 && request.Range.From == today ? request with { Compare = null } : request;
    }

    /// <summary>The filter that a row becomes.</summary>
    public static string FilterOf(string dimension, string value, string key = "") =>
        FilterText.Write(new Filter(Dimensions.Find(dimension)!, key, FilterOperator.Is, [value]));

    /// <summary>What someone put together in the filter menu, or null when it is none.</summary>
    public static string? FilterOf(string by, string how, string value, out string error)
    {
        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
        return FilterText.TryParse(by + how + escaped, out var filter, out error) ? FilterText.Write(filter!) : null;
    }

    /// <summary>The filter menu is a plain form: its three fields become one filter in the address. Null when they are not there.</summary>
    public static PageState? Added(HttpRequest request, PageState state)
    {
        var query = request.Query;
        if (query["by"].Count == 0)
            return null;
        return FilterOf(query["by"].ToString(), query["how"].ToString(), query["value"].ToString(), out _) is { } filter ? state.WithFilter(filter) : state;
    }

    public static IReadOnlyList<ChipView> Chips(PageState state, ReportRequest request) =>
        [.. request.Filters.Select(f => new ChipView(
            f.Key.Length > 0 ? f.Key : Panels.FilterLabel(f.Dimension.Name),
            f.Operator switch { FilterOperator.Is => "is", FilterOperator.IsNot => "is not", FilterOperator.Contains => "contains", _ => "does not contain" },
            string.Join(" or ", f.Values.Select(v => Panels.ValueLabel(f.Dimension.Name, v))),
            (state with { Filters = [.. state.Filters.Where(text => !Same(text, f))] }).Href))];

    static bool Same(string text, Filter filter) => FilterText.TryParse(text, out var other, out _) && FilterText.Write(other!) == FilterText.Write(filter);

    static StringValues Parameter(PageState state, string name) => name switch
    {
        "filter" => new StringValues([.. state.Filters]),
        "period" => state.Period,
        "from" => state.From,
        "to" => state.To,
        "compare" => state.Compare.Length == 0 ? "previous" : state.Compare,
        _ => state.Choice(name),
    };
}
