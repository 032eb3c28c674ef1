using System.Collections.Concurrent;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>
/// A breakdown from rolled up days. Everything but visitors adds up. The sum of a row's daily visitors is the most it can have, so when
/// rows are ordered by visitors only those are united whose sum reaches what the last row to be shown really has.
/// </summary>
sealed class RolledBreakdown(Breakdown report, IEventStore store, RollupPlan plan)
{
    const int FirstLook = 16, Many = 5000;

    readonly SqlText sums = new($"select name, {report.Columns.Sums}, min(visitors) from {report.Columns.Table} where {RollupPlan.Closed} group by 1");

    readonly SqlText sumsOf = new($"select name, {report.Columns.Sums}, min(visitors) from {report.Columns.Table} where {RollupPlan.Closed} and name in (select unnest($names)) group by 1");

    /// <summary>No day of these names has fewer visitors than <c>$least</c>: most rows are told apart by a number, before their text.</summary>
    readonly SqlText sets = new($"select name, members from {report.Columns.Table} where {RollupPlan.Closed} and visitors >= $least and name in (select unnest($names))");

    readonly SqlText allSets = new($"select name, members from {report.Columns.Table} where {RollupPlan.Closed} limit $most");

    readonly Dictionary<string, long> visitors = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> leastOfDay = new(StringComparer.Ordinal);
    Task<IReadOnlyList<(string Name, byte[] Members)>>? early;

    public async Task<IReadOnlyList<NamedTally>> RunAsync(IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        // Most reports have few rows: their sets are fetched while the sums are, before it is known which ones are needed.
        early = report.Columns == RollupColumns.Values ? AllSetsAsync(Many + 1, cancellationToken) : null;
        var sort = report.SortOf(plan.Request);
        var candidates = only is not null ? [.. (await SumsAsync(only, cancellationToken)).Where(r => only.Contains(r.Name))]
            : await CandidatesAsync(sort, plan.Request.Offset + (long)plan.Request.Limit, cancellationToken);
        await UniteAsync(candidates.Select(r => r.Name), cancellationToken);
        var ordered = Ordered(candidates.Select(r => r with { Tally = r.Tally with { Visitors = visitors[r.Name] } }), sort);
        return [.. ordered.Skip(plan.Request.Offset).Take(plan.Request.Limit)];
    }

    /// <summary>Enough rows to be sure that the wanted ones are among them, ties included.</summary>
    async Task<IReadOnlyList<NamedTally>> CandidatesAsync(Sort sort, long wanted, CancellationToken cancellationToken)
    {
        if (plan.Open is not null || sort.Ascending || sort.Column is not ("visitors" or "pageviews" or "events" or "sessions" or "value"))
            return await SumsAsync(null, cancellationToken);
        var value = ValueOf(sort);
        for (var look = Math.Max(FirstLook, 2 * wanted); ; look *= 4)
        {
            var rows = await LargestAsync(sort.Column, look + 1, cancellationToken);
            if (rows.Count <= wanted)
                return rows;
            var last = sort.Column == "visitors" ? await LastAsync(rows, (int)wanted, cancellationToken) : value(rows[(int)wanted - 1]);
            if (rows.Count <= look || value(rows[^1]) < last)
                return [.. rows.TakeWhile(r => value(r) >= last)];
        }
    }

    /// <summary>What the last wanted row has at least: as many of the rows with the largest sums as are wanted have no less.</summary>
    async Task<long> LastAsync(IReadOnlyList<NamedTally> rows, int wanted, CancellationToken cancellationToken)
    {
        await UniteAsync(rows.Take(wanted).Select(r => r.Name), cancellationToken);
        return rows.Take(wanted).Min(r => visitors[r.Name]);
    }

    /// <param name="column">One of a few names, never from outside.</param>
    Task<IReadOnlyList<NamedTally>> LargestAsync(string column, long count, CancellationToken cancellationToken)
    {
        var parameters = plan.Parameters(report.Name);
        parameters.Add(new("count", count));
        return store.QueryAsync(new SqlText($"{sums.DuckDb} order by sum({column}) desc limit $count"), parameters, Read, cancellationToken);
    }

    async Task<IReadOnlyList<NamedTally>> SumsAsync(IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var parameters = plan.Parameters(report.Name);
        parameters.Add(new("names", only ?? []));
        var closed = await store.QueryAsync(only is null ? sums : sumsOf, parameters, Read, cancellationToken);
        if (plan.OpenRequest is not { } open)
            return closed;
        var rows = closed.ToDictionary(r => r.Name, r => r.Tally, StringComparer.Ordinal);
        foreach (var (name, tally) in await report.CountAsync(store, open, new ReportScope(open), "", cancellationToken))
            rows[name] = rows.GetValueOrDefault(name) + tally;
        return [.. rows.Select(r => new NamedTally(r.Key, r.Value))];
    }

    async Task UniteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var missing = names.Where(n => !visitors.ContainsKey(n)).ToList();
        if (missing.Count == 0)
            return;
        var found = (await SetsAsync(missing, cancellationToken)).ToLookup(r => r.Name, r => r.Members, StringComparer.Ordinal);
        var open = await OpenMembers.FindAsync(store, plan, report.Members!, missing.Count > 1000 ? null : missing, cancellationToken);
        Count(missing, found, open);
    }

    async Task<IReadOnlyList<(string Name, byte[] Members)>> SetsAsync(List<string> names, CancellationToken cancellationToken)
    {
        if (early is not null && await early is { Count: <= Many } all)
            return all;
        // Looking every name up costs more than reading all once there are many.
        if (names.Count > 1000)
            return await AllSetsAsync(long.MaxValue, cancellationToken);
        var parameters = plan.Parameters(report.Name);
        parameters.AddRange([new("names", names), new("least", names.Min(n => leastOfDay.GetValueOrDefault(n)))]);
        return await store.QueryAsync(sets, parameters, r => (Name: r.GetString(0), Members: RollupColumns.Bytes(r, 1)), cancellationToken);
    }

    Task<IReadOnlyList<(string Name, byte[] Members)>> AllSetsAsync(long most, CancellationToken cancellationToken)
    {
        var parameters = plan.Parameters(report.Name);
        parameters.Add(new("most", most));
        return store.QueryAsync(allSets, parameters, r => (Name: r.GetString(0), Members: RollupColumns.Bytes(r, 1)), cancellationToken);
    }

    /// <summary>On all cores: the engine is done and waits for us. One by one, since the first rows are much the largest.</summary>
    void Count(List<string> names, ILookup<string, byte[]> sets, OpenMembers open) =>
        Parallel.ForEach(Partitioner.Create(names, loadBalance: true), () => new VisitorUnion(), (name, _, union) =>
        {
            var count = union.Count([.. sets[name]], open[name].Numbers) + open[name].Unknown;
            lock (visitors)
                visitors[name] = count;
            return union;
        }, _ => { });

    NamedTally Read(System.Data.Common.DbDataReader r)
    {
        var name = r.GetString(0);
        leastOfDay[name] = r.GetInt64(1 + report.Columns.Count);
        return new(name, report.Columns.Read(r, 1));
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
