using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>
/// A breakdown from rolled up days. Everything but visitors adds up. The sum of a row's daily visitors is the most it can have, so when
/// rows are ordered by visitors only those are united whose sum reaches what the last row to be shown really has.
/// </summary>
sealed class RolledBreakdown(Breakdown report, IEventStore store, RollupPlan plan)
{
    const int FirstLook = 64;

    static readonly SqlText Sums = new($"select name, {RollupColumns.Sums} from rollup_values where {RollupPlan.Closed} group by 1");

    static readonly SqlText Sets = new($"select name, members from rollup_values where {RollupPlan.Closed} and name in (select unnest($names))");

    static readonly SqlText AllSets = new($"select name, members from rollup_values where {RollupPlan.Closed}");

    readonly VisitorUnion union = new();
    readonly Dictionary<string, long> visitors = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<NamedTally>> RunAsync(IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var rows = await SumsAsync(cancellationToken);
        if (only is not null)
            rows.RemoveAll(r => !only.Contains(r.Name));
        var (sort, wanted) = (report.SortOf(plan.Request), plan.Request.Offset + (long)plan.Request.Limit);
        var candidates = wanted >= rows.Count || sort is { Column: "visitors", Ascending: true } ? rows
            : sort.Column == "visitors" ? await LikelyAsync(rows, (int)wanted, cancellationToken)
            : Tied(rows, sort, (int)wanted);
        await UniteAsync(candidates.Select(r => r.Name), cancellationToken);
        var ordered = Ordered(candidates.Select(r => r with { Tally = r.Tally with { Visitors = visitors[r.Name] } }), sort);
        return [.. ordered.Skip(plan.Request.Offset).Take(plan.Request.Limit)];
    }

    async Task<List<NamedTally>> SumsAsync(CancellationToken cancellationToken)
    {
        var rows = (await store.QueryAsync(Sums, plan.Parameters(report.Name), r => new NamedTally(r.GetString(0), RollupColumns.Read(r, 1)), cancellationToken)).ToDictionary(r => r.Name, r => r.Tally, StringComparer.Ordinal);
        if (plan.OpenRequest is { } open)
            foreach (var (name, tally) in await report.CountAsync(store, open, new ReportScope(open), "", cancellationToken))
                rows[name] = rows.GetValueOrDefault(name) + tally;
        return [.. rows.Select(r => new NamedTally(r.Key, r.Value))];
    }

    /// <summary>A threshold algorithm over the sums, which are upper bounds.</summary>
    async Task<List<NamedTally>> LikelyAsync(List<NamedTally> rows, int wanted, CancellationToken cancellationToken)
    {
        rows.Sort((a, b) => b.Tally.Visitors.CompareTo(a.Tally.Visitors));
        for (var look = Math.Max(FirstLook, 2 * wanted); look < rows.Count; look *= 2)
        {
            await UniteAsync(rows.Take(look).Select(r => r.Name), cancellationToken);
            var last = rows.Take(look).Select(r => visitors[r.Name]).OrderDescending().ElementAt(wanted - 1);
            if (rows[look].Tally.Visitors < last)
                return rows[..look];
        }
        return rows;
    }

    /// <summary>The rows up to the last wanted one, and all that tie with it.</summary>
    static List<NamedTally> Tied(List<NamedTally> rows, Sort sort, int wanted)
    {
        if (sort.Column == "name")
            return [.. Ordered(rows, sort).Take(wanted)];
        var value = ValueOf(sort);
        var last = (sort.Ascending ? rows.Select(value).Order() : rows.Select(value).OrderDescending()).ElementAt(wanted - 1);
        return rows.FindAll(r => sort.Ascending ? value(r) <= last : value(r) >= last);
    }

    async Task UniteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var missing = names.Where(n => !visitors.ContainsKey(n)).ToList();
        if (missing.Count == 0)
            return;
        var parameters = plan.Parameters(report.Name);
        parameters.Add(new("names", missing));
        // Looking every name up costs more than reading all once there are many.
        var sets = (await store.QueryAsync(missing.Count > 1000 ? AllSets : Sets, parameters, r => (Name: r.GetString(0), Members: RollupColumns.Bytes(r, 1)), cancellationToken)).ToLookup(r => r.Name, r => r.Members, StringComparer.Ordinal);
        var open = await OpenMembers.FindAsync(store, plan, report.Members!, missing.Count > 1000 ? null : missing, cancellationToken);
        foreach (var name in missing)
            visitors[name] = union.Count([.. sets[name]], open[name].Numbers) + open[name].Unknown;
    }

    static IEnumerable<NamedTally> Ordered(IEnumerable<NamedTally> rows, Sort sort)
    {
        // By bytes of UTF-8, as the engine compares: UTF-16 puts some characters elsewhere.
        var byName = Comparer<string>.Create((a, b) => Utf8(a).AsSpan().SequenceCompareTo(Utf8(b)));
        if (sort.Column == "name")
            return sort.Ascending ? rows.OrderBy(r => r.Name, byName) : rows.OrderByDescending(r => r.Name, byName);
        var value = ValueOf(sort);
        return (sort.Ascending ? rows.OrderBy(value) : rows.OrderByDescending(value)).ThenByDescending(r => r.Tally.Visitors).ThenByDescending(r => r.Tally.Events).ThenBy(r => r.Name, byName);
    }

    static Func<NamedTally, double> ValueOf(Sort sort) => sort.Column switch
    {
        "visitors" => r => r.Tally.Visitors,
        "pageviews" => r => r.Tally.Pageviews,
        "events" => r => r.Tally.Events,
        "sessions" => r => r.Tally.Sessions,
        "bounce_rate" => r => r.Tally.Bounces / (double)Math.Max(1, r.Tally.Sessions),
        "session_seconds" => r => r.Tally.SessionMs / Math.Max(1, r.Tally.Sessions),
        "engaged_seconds" => r => r.Tally.EngagedMs / Math.Max(1, r.Tally.Sessions),
        _ => r => r.Tally.Value,
    };

    static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
