using Candor.Sites;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>For each goal of the site who reached it: by an event's name, or by a page view whose path fits a pattern.</summary>
sealed class GoalsReport() : Report<IReadOnlyList<GoalRow>>("goals", "How many reached the site's goals?", ReportJson.Readable.IReadOnlyListGoalRow)
{
    /// <summary>One scan for all goals: <c>{goals}</c> adds three columns for each.</summary>
    static readonly SqlText Sql = new("select count(distinct visitor) filter (visitor <> 0){goals} from events where {events}")
    {
        ClickHouse = $$"""select {{Counted.VisitorsInClickHouse}}{goals} from {signs} where {events}""",
    };

    public override async Task<IReadOnlyList<GoalRow>> RunAsync(ReportSource source, ReportRequest request, CancellationToken cancellationToken)
    {
        var goals = await source.Goals(request.Site, cancellationToken);
        if (goals.Count == 0)
            return [];
        var rows = await CountAsync(source, goals, request, cancellationToken);
        if (request.Compare is { } before)
        {
            var then = await CountAsync(source, goals, request with { Range = before }, cancellationToken);
            rows = [.. rows.Select((r, i) => r with { Previous = then[i] })];
        }
        var wanted = rows.Where(r => r.Name.Contains(request.Search, StringComparison.OrdinalIgnoreCase));
        return [.. Ordered(wanted, request.Sort ?? new("conversions", false)).Skip(request.Offset).Take(request.Limit)];
    }

    static async Task<List<GoalRow>> CountAsync(ReportSource source, IReadOnlyList<GoalInfo> goals, ReportRequest request, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(request);
        var parts = goals.Select((g, i) => Columns(g, i, scope.Parameters)).ToList();
        var columns = new SqlText(string.Concat(parts.Select(p => p.DuckDb))) { ClickHouse = string.Concat(parts.Select(p => p.ClickHouse)) };
        return (await source.Store.QueryAsync(scope.Fill(Sql, ("goals", columns)), scope.Parameters, row =>
        {
            var everyone = row.GetInt64(0);
            return goals.Select((g, i) => new GoalRow(g.Name, row.GetInt64(3 * i + 1), row.GetInt64(3 * i + 2), Numbers.Rate(row.GetInt64(3 * i + 1), everyone), Numbers.Finite(row.GetDouble(3 * i + 3)))).ToList();
        }, cancellationToken))[0];
    }

    static SqlText Columns(GoalInfo goal, int index, List<SqlParameter> parameters)
    {
        parameters.Add(new($"goal{index}", goal.Event ?? Like(goal.PathPattern ?? "")));
        var reached = goal.Event is not null ? $"name = $goal{index}" : $"name = 'PageView' and path like $goal{index} escape '\\'";
        return new($", count(distinct visitor) filter (visitor <> 0 and {reached}), count(*) filter ({reached}), coalesce(sum(value) filter ({reached}), 0)")
        {
            ClickHouse = reached.Replace(" escape '\\'", "", StringComparison.Ordinal) is var there
                ? $", toInt64(uniqExactIf(visitor, visitor != 0 and {there})), toInt64(countIf({there})), toFloat64(ifNull(sumIf(value, {there}), 0))" : null,
        };
    }

    /// <summary><c>*</c> is any text; everything else is itself.</summary>
    static string Like(string pattern) => pattern
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace('*', '%');

    static IOrderedEnumerable<GoalRow> Ordered(IEnumerable<GoalRow> rows, Sort sort)
    {
        Func<GoalRow, double> by = sort.Column switch { "visitors" => r => r.Visitors, "rate" => r => r.Rate, "value" => r => r.Value, _ => r => r.Conversions };
        var ordered = sort.Column == "name"
            ? (sort.Ascending ? rows.OrderBy(r => r.Name, StringComparer.Ordinal) : rows.OrderByDescending(r => r.Name, StringComparer.Ordinal))
            : (sort.Ascending ? rows.OrderBy(by) : rows.OrderByDescending(by));
        return ordered.ThenBy(r => r.Name, StringComparer.Ordinal);
    }
}
