using Candor.Analyze.Filters;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Visitors, page views and events by the values of something.</summary>
abstract class Breakdown(string name, string question) : Report<IReadOnlyList<BreakdownRow>>(name, question, ReportJson.Readable.IReadOnlyListBreakdownRow)
{
    /// <summary>What a click on a row filters by; null where rows are no values of a dimension.</summary>
    public virtual Dimension? Dimension => null;

    protected virtual Sort DefaultSort => new("visitors", Ascending: false);

    public sealed override async Task<IReadOnlyList<BreakdownRow>> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(source, request, null, cancellationToken);
        if (request.Compare is not { } before || rows.Count == 0)
            return rows;
        var earlier = request with { Range = before, Compare = null, Search = "", Offset = 0, Limit = rows.Count };
        var byName = (await RowsAsync(source, earlier, [.. rows.Select(r => r.Name)], cancellationToken)).ToDictionary(r => r.Name, StringComparer.Ordinal);
        return [.. rows.Select(r => r with { Previous = byName.GetValueOrDefault(r.Name) ?? Nothing(r) })];
    }

    /// <param name="only">Only rows of these names; null for all.</param>
    protected abstract Task<IReadOnlyList<BreakdownRow>> RowsAsync(ReportSource source, ReportRequest request, IReadOnlyList<string>? only, CancellationToken cancellationToken);

    /// <summary>The end of every breakdown's text: which rows of the grouped ones, and in which order.</summary>
    protected string Page(ReportRequest request, IReadOnlyList<string>? only, ReportScope scope)
    {
        var sort = request.Sort ?? DefaultSort;
        scope.Parameters.Add(new("limit", (long)request.Limit));
        scope.Parameters.Add(new("offset", (long)request.Offset));
        var where = "true";
        if (only is not null)
        {
            scope.Parameters.AddRange(only.Select((n, i) => new SqlParameter($"only{i}", n)));
            where = $"label in ({string.Join(", ", only.Select((_, i) => $"$only{i}"))})";
        }
        else if (request.Search.Length > 0)
        {
            scope.Parameters.Add(new("search", request.Search));
            where = "contains(lower(label), lower($search))";
        }
        var column = Has(sort.Column) ? sort.Column : DefaultSort.Column;
        return $"where {where} order by {(column == "name" ? "label" : column)} {(sort.Ascending ? "asc" : "desc")}, visitors desc, events desc, label limit $limit offset $offset";
    }

    protected abstract bool Has(string column);




    static BreakdownRow Nothing(BreakdownRow row) => new(row.Name, 0, 0, 0)
    {
        Sessions = row.Sessions * 0,
        BounceRate = row.BounceRate * 0,
        SessionSeconds = row.SessionSeconds * 0,
        EngagedSeconds = row.EngagedSeconds * 0,
        Value = row.Value * 0,
    };
}
