using Candor.Analyze.Filters;
using Candor.Analyze.Rollups;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>Visitors, page views and events by the values of something.</summary>
abstract class Breakdown(string name, string question) : Report<IReadOnlyList<BreakdownRow>>(name, question, ReportJson.Readable.IReadOnlyListBreakdownRow)
{
    /// <summary>What a click on a row filters by; null where rows are no values of a dimension.</summary>
    public virtual Dimension? Dimension => null;

    /// <summary>Which visitors belong to which row, as rows of label and visitor. Null where days are not rolled up.</summary>
    public virtual SqlText? Members => null;

    /// <summary>Where its rolled up days are.</summary>
    public virtual RollupColumns Columns => RollupColumns.Values;

    public virtual Sort DefaultSort => new("visitors", Ascending: false);

    public abstract bool Has(string column);

    public abstract BreakdownRow Row(NamedTally counted);

    /// <summary>Counts in the events themselves.</summary>
    /// <param name="page">Which rows in which order, as the end of the statement; empty for all.</param>
    public abstract Task<IReadOnlyList<NamedTally>> CountAsync(IEventStore store, ReportRequest request, ReportScope scope, string page, CancellationToken cancellationToken);

    public sealed override async Task<IReadOnlyList<BreakdownRow>> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(source, request, null, cancellationToken);
        if (request.Compare is not { } before || rows.Count == 0)
            return rows;
        var earlier = request with { Range = before, Compare = null, Search = "", Offset = 0, Limit = rows.Count };
        var byName = (await RowsAsync(source, earlier, [.. rows.Select(r => r.Name)], cancellationToken)).ToDictionary(r => r.Name, StringComparer.Ordinal);
        return [.. rows.Select(r => r with { Previous = byName.GetValueOrDefault(r.Name) ?? Row(new(r.Name, default)) })];
    }

    public Sort SortOf(ReportRequest request) => request.Sort is { } sort && Has(sort.Column) ? sort : DefaultSort;

    /// <param name="only">Only rows of these names; null for all.</param>
    async Task<IReadOnlyList<BreakdownRow>> RowsAsync(ReportSource source, ReportRequest request, IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        if (Members is not null && await RollupPlan.FindAsync(source.Store, request, cancellationToken) is { } plan)
        {
            using var rolled = new RolledBreakdown(this, source.Store, plan);
            return [.. (await rolled.RunAsync(only, cancellationToken)).Select(Row)];
        }
        var scope = new ReportScope(request);
        var page = Page(request, only, scope);
        return [.. (await CountAsync(source.Store, request, scope, page, cancellationToken)).Select(Row)];
    }

    string Page(ReportRequest request, IReadOnlyList<string>? only, ReportScope scope)
    {
        var sort = SortOf(request);
        scope.Parameters.AddRange([new("limit", (long)request.Limit), new("offset", (long)request.Offset), new("search", request.Search), new("only", only ?? [])]);
        var where = only is not null ? "label in (select unnest($only))" : request.Search.Length > 0 ? "contains(lower(label), lower($search))" : "true";
        return $"where {where} order by {(sort.Column == "name" ? "label" : sort.Column)} {(sort.Ascending ? "asc" : "desc")}, visitors desc, events desc, label limit $limit offset $offset";
    }
}
