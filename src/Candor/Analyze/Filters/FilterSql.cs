using System.Text;

namespace Candor.Analyze.Filters;

/// <summary>Filters as SQL. The filter numbered i has its values in the parameters $fi_0, $fi_1, …, and its key in $ki.</summary>
static class FilterSql
{
    /// <param name="column">What a filter looks at; null where it is not meant.</param>
    /// <param name="contains">How the engine asks whether a text has a part, in any case.</param>
    public static string Conditions(IReadOnlyList<Filter> filters, Func<Filter, string?> column, Func<string, string, string> contains)
    {
        var text = new StringBuilder();
        for (var i = 0; i < filters.Count; i++)
            if (column(filters[i]) is { } sql)
                text.Append(" and ").Append(Condition(filters[i], i, sql.Replace("{key}", $"$k{i}", StringComparison.Ordinal), contains));
        return text.ToString();
    }

    static string Condition(Filter filter, int index, string column, Func<string, string, string> contains)
    {
        var names = Enumerable.Range(0, filter.Values.Count).Select(j => $"$f{index}_{j}");
        string HasOne() => $"({string.Join(" or ", names.Select(n => contains($"(',' || {column} || ',')", $"(',' || {n} || ',')")))})";
        return filter.Operator switch
        {
            FilterOperator.Is when filter.Dimension.IsList => HasOne(),
            FilterOperator.IsNot when filter.Dimension.IsList => $"not {HasOne()}",
            FilterOperator.Is => $"{column} in ({string.Join(", ", names)})",
            FilterOperator.IsNot => $"{column} not in ({string.Join(", ", names)})",
            FilterOperator.Contains => $"({string.Join(" or ", names.Select(n => contains(column, n)))})",
            _ => $"not ({string.Join(" or ", names.Select(n => contains(column, n)))})",
        };
    }
}
