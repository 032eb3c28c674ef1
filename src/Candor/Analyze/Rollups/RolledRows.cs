using System.Collections.Concurrent;
using System.Data.Common;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>
/// What a breakdown's days hold, read a part at a time. A day's rows are ranked by their visitors: of the first few the sets are read, of
/// the others it is known that they have no more visitors than the last of those.
/// </summary>
sealed class RolledRows(Breakdown report, IEventStore store, RollupPlan plan) : IDisposable
{
    readonly SqlText first = new($"select day, name, {report.Columns.Tally}, members from {report.Columns.Table} where {RollupPlan.Closed} and rank < $near");

    readonly SqlText named = new($"select day, name, {report.Columns.Tally}, members from {report.Columns.Table} where {RollupPlan.Closed} and rank >= $near and name in (select unnest($names))");

    readonly SqlText sums = new($"select name, {report.Columns.Sums} from {report.Columns.Table} where {RollupPlan.Closed} group by 1");

    readonly Dictionary<string, RolledRow> rows = new(StringComparer.Ordinal);
    readonly SetReader sets = new();
    IReadOnlyList<NamedTally>? open;
    int read;

    public IReadOnlyCollection<RolledRow> All => rows.Values;

    /// <summary>The most visitors that a row can have which is not among <see cref="All"/>; 0 when there is no such row.</summary>
    public long Unread { get; private set; }

    /// <summary>Of each day the rows with the most visitors, in place of what was read before.</summary>
    public async Task ReadFirstAsync(int near, CancellationToken cancellationToken)
    {
        (read, Unread) = (near, 0);
        rows.Clear();
        var days = (await QueryAsync(first, [], cancellationToken)).GroupBy(r => r.Day, (_, day) => day.ToList()).Select(day => (Rows: day, Least: day.Count < near ? 0 : day.Min(r => r.Tally.Visitors))).ToList();
        Unread = days.Sum(d => d.Least);
        foreach (var (day, least) in days)
            foreach (var r in day)
            {
                var row = Row(r.Name);
                row.Unread -= least;
                row.Add(r.Tally, r.Members);
            }
        await AddOpenAsync(null, cancellationToken);
    }

    /// <summary>Whatever was not read of rows that were read in part.</summary>
    public async Task ReadRestAsync(IEnumerable<RolledRow> some, CancellationToken cancellationToken)
    {
        var missing = some.Where(r => r.Unread > 0).ToList();
        if (missing.Count == 0)
            return;
        foreach (var r in await QueryAsync(named, [.. missing.Select(r => r.Name)], cancellationToken))
            rows[r.Name].Add(r.Tally, r.Members);
        missing.ForEach(r => r.Unread = 0);
    }

    /// <summary>All of the rows of these names, and no others.</summary>
    public async Task ReadNamedAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        (read, Unread) = (0, 0);
        rows.Clear();
        foreach (var r in await QueryAsync(named, names, cancellationToken))
            Row(r.Name).Add(r.Tally, r.Members);
        await AddOpenAsync([.. names], cancellationToken);
    }

    /// <summary>Every row without its sets, in place of what was read before; its visitors cannot be counted.</summary>
    public async Task ReadSumsAsync(CancellationToken cancellationToken)
    {
        (read, Unread) = (0, 0);
        rows.Clear();
        foreach (var (name, tally) in await store.QueryAsync(sums, plan.Parameters(report.Name), r => new NamedTally(r.GetString(0), report.Columns.Read(r, 1)), cancellationToken))
            Row(name).Add(tally);
        await AddOpenAsync(null, cancellationToken);
    }

    /// <summary>On all cores: the engine is done and waits for us. One by one, since the first rows are much the largest.</summary>
    public async Task CountVisitorsAsync(IEnumerable<RolledRow> some, CancellationToken cancellationToken)
    {
        var missing = some.Where(r => r.Visitors is null).ToList();
        if (missing.Count == 0)
            return;
        // Looking every name up costs more than reading all once there are many.
        var members = await OpenMembers.FindAsync(store, plan, report.Members!, missing.Count > 1000 ? null : [.. missing.Select(r => r.Name)], cancellationToken);
        Parallel.ForEach(Partitioner.Create(missing, loadBalance: true), () => new VisitorUnion(), (row, _, union) =>
        {
            row.Visitors = union.Count(row.Sets, members[row.Name].Numbers) + members[row.Name].Unknown;
            return union;
        }, union => union.Dispose());
    }

    /// <summary>Open days are counted once for all: as few as they are, every row of theirs is known.</summary>
    async Task AddOpenAsync(HashSet<string>? only, CancellationToken cancellationToken)
    {
        if (plan.OpenRequest is not { } request)
            return;
        open ??= await report.CountAsync(store, request, new ReportScope(request), "", cancellationToken);
        foreach (var (name, tally) in open)
            if (only is null || only.Contains(name))
                Row(name).Add(tally);
    }

    RolledRow Row(string name)
    {
        if (!rows.TryGetValue(name, out var row))
            rows.Add(name, row = new(name) { Unread = Unread });
        return row;
    }

    Task<IReadOnlyList<RolledDay>> QueryAsync(SqlText sql, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        store.QueryAsync(sql, [.. plan.Parameters(report.Name), new("near", read), new("names", names)], Read, cancellationToken);

    RolledDay Read(DbDataReader r) =>
        new(r.GetInt32(0), r.GetString(1), report.Columns.Read(r, 2), sets.Read(r, 2 + report.Columns.Count));

    public void Dispose() => sets.Dispose();
}
