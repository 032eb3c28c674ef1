using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>
/// A breakdown from rolled up days. Everything but visitors adds up. The sum of a row's daily visitors is the most it can have, so when
/// rows are ordered by visitors only those are united whose sum reaches what the last row to be shown really has.
/// </summary>
sealed class RolledBreakdown(Breakdown report, IEventStore store, RollupPlan plan) : IDisposable
{
    const int FirstLook = 64, FurtherLook = 8;

    readonly RolledRows rows = new(report, store, plan);
    readonly Sort sort = report.SortOf(plan.Request);
    readonly int wanted = (int)Math.Min(int.MaxValue / 2, plan.Request.Offset + (long)plan.Request.Limit);

    /// <param name="only">Only rows of these names; null for all.</param>
    public async Task<IReadOnlyList<NamedTally>> RunAsync(IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var candidates = only is null ? await CandidatesAsync(cancellationToken) : await NamedAsync(only, cancellationToken);
        await rows.CountVisitorsAsync(candidates, cancellationToken);
        return [.. NamedTallyOrder.By(sort, candidates.Select(r => r.Counted)).Skip(plan.Request.Offset).Take(plan.Request.Limit)];
    }

    /// <summary>Enough rows, read to the end, to be sure that the wanted ones are among them, ties included.</summary>
    async Task<IEnumerable<RolledRow>> CandidatesAsync(CancellationToken cancellationToken)
    {
        var near = (int)Math.Min(int.MaxValue, Math.Max(FirstLook, 2L * wanted));
        await rows.ReadFirstAsync(near, cancellationToken);
        if (sort.Column != "visitors")
            return rows.Unread == 0 ? First(rows.All) : await FirstOfSumsAsync(cancellationToken);
        while (rows.Unread > 0)
        {
            if (!sort.Ascending && await LargestAsync(cancellationToken) is { } largest)
                return largest;
            near = (int)Math.Min(int.MaxValue, (long)near * FurtherLook);
            await rows.ReadFirstAsync(near, cancellationToken);
        }
        return sort.Ascending ? rows.All : await LargestAsync(cancellationToken) ?? rows.All;
    }

    /// <summary>The wanted rows with the largest sums really have so many visitors; no row is wanted that cannot have as many. Null when
    /// rows that were not read could.</summary>
    async Task<IEnumerable<RolledRow>?> LargestAsync(CancellationToken cancellationToken)
    {
        var leaders = rows.All.OrderByDescending(r => r.Sum.Visitors).Take(wanted).ToList();
        if (leaders.Count < wanted)
            return null;
        await rows.CountVisitorsAsync(leaders, cancellationToken);
        var last = leaders.Min(r => r.Visitors!.Value);
        if (rows.Unread >= last && rows.Unread > 0)
            return null;
        var candidates = rows.All.Where(r => r.Most >= last).ToList();
        await rows.ReadRestAsync(candidates, cancellationToken);
        return candidates;
    }

    async Task<IEnumerable<RolledRow>> FirstOfSumsAsync(CancellationToken cancellationToken)
    {
        await rows.ReadSumsAsync(cancellationToken);
        return await NamedAsync([.. First(rows.All).Select(r => r.Name)], cancellationToken);
    }

    async Task<IEnumerable<RolledRow>> NamedAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await rows.ReadNamedAsync(names, cancellationToken);
        return rows.All;
    }

    /// <summary>The wanted rows by what adds up, and all that are level with the last of them.</summary>
    IEnumerable<RolledRow> First(IReadOnlyCollection<RolledRow> all)
    {
        if (all.Count <= wanted)
            return all;
        var ordered = NamedTallyOrder.By(sort, all.Select(r => new NamedTally(r.Name, r.Sum))).ToList();
        var last = NamedTallyOrder.ValueOf(sort, ordered[wanted - 1].Tally);
        // Sums of fractions depend a little on their order, which is another one when only a few rows are read.
        var level = Math.Abs(last) * 1e-9;
        var names = ordered.TakeWhile((r, i) => i < wanted || sort.Column != "name" && Math.Abs(NamedTallyOrder.ValueOf(sort, r.Tally) - last) <= level).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return all.Where(r => names.Contains(r.Name));
    }

    public void Dispose() => rows.Dispose();
}
