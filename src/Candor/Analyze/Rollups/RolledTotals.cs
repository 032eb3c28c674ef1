using System.Data.Common;
using Candor.Analyze.Time;
using Candor.Store;

namespace Candor.Analyze.Rollups;

/// <summary>The whole site's numbers, in all or by day, week or month, from rolled up days.</summary>
static class RolledTotals
{
    /// <summary>The name under which days of the whole site are kept.</summary>
    public const string Report = "overview";

    public static SqlText Members { get; } = new("select distinct '' as label, visitor from events where {events} and visitor <> 0");

    static readonly SqlText Counted = new($"select day, {RollupColumns.Values.Tally}, members from rollup_values where {RollupPlan.Closed}");

    static readonly SqlText CountedWithoutMembers = new($"select day, {RollupColumns.Values.Tally} from rollup_values where {RollupPlan.Closed}");

    public static async Task<Tally> CountAsync(IEventStore store, RollupPlan plan, CancellationToken cancellationToken)
    {
        using var sets = new SetReader();
        var days = await store.QueryAsync(Counted, plan.Parameters(Report), r => Read(r, sets), cancellationToken);
        var sum = days.Aggregate(default(Tally), (a, d) => a + d.Tally);
        if (plan.OpenRequest is { } open)
            sum += await OverviewReport.CountAsync(store, open, cancellationToken);
        var (numbers, unknown) = (await OpenMembers.FindAsync(store, plan, Members, null, cancellationToken))[""];
        using var union = new VisitorUnion();
        return sum with { Visitors = union.Count([.. days.Select(d => d.Members)], numbers) + unknown };
    }

    /// <summary>By local day. Nothing has to be united: a day is either closed or open.</summary>
    public static async Task<IReadOnlyList<(long Key, Tally Tally)>> ByDayAsync(IEventStore store, RollupPlan plan, CancellationToken cancellationToken)
    {
        var days = await store.QueryAsync(CountedWithoutMembers, plan.Parameters(Report), r => (Key: (long)r.GetInt32(0), Tally: RollupColumns.Values.Read(r, 1)), cancellationToken);
        return plan.OpenRequest is not { } open ? days : [.. days, .. await TimeSeriesReport.CountAsync(store, open, Interval.Day, cancellationToken)];
    }

    /// <summary>By week or month, which may be closed in part.</summary>
    public static async Task<IReadOnlyList<(long Key, Tally Tally)>> ByBucketAsync(IEventStore store, RollupPlan plan, Interval interval, CancellationToken cancellationToken)
    {
        using var sets = new SetReader();
        var days = (await store.QueryAsync(Counted, plan.Parameters(Report), r => Read(r, sets), cancellationToken)).ToLookup(d => Buckets.KeyOf(interval, Days.Date(d.Day)));
        var open = plan.OpenRequest is { } request ? (await TimeSeriesReport.CountAsync(store, request, interval, cancellationToken)).ToDictionary(b => b.Key, b => b.Tally) : [];
        var members = plan.OpenRequest is { } some ? await OpenByBucketAsync(store, some, interval, cancellationToken) : null;
        using var union = new VisitorUnion();
        return [.. days.Select(d => d.Key).Union(open.Keys).Select(key =>
        {
            var (numbers, unknown) = members?[key.ToString(System.Globalization.CultureInfo.InvariantCulture)] ?? ([], 0);
            var sum = days[key].Aggregate(open.GetValueOrDefault(key), (a, d) => a + d.Tally);
            return (key, sum with { Visitors = union.Count([.. days[key].Select(d => d.Members)], numbers) + unknown });
        })];
    }

    static Task<OpenMembers> OpenByBucketAsync(IEventStore store, ReportRequest open, Interval interval, CancellationToken cancellationToken)
    {
        var scope = new ReportScope(open);
        var bucket = Buckets.Expression(interval, "time", LocalTime.Of(open.Zone).OffsetsBetween(open.Start, open.End), scope.Parameters);
        return OpenMembers.FindAsync(store, scope, new($"select distinct ({bucket})::varchar as label, visitor from events where {{events}} and visitor <> 0"), null, cancellationToken);
    }

    static (int Day, Tally Tally, ReadOnlyMemory<byte> Members) Read(DbDataReader r, SetReader sets) => (r.GetInt32(0), RollupColumns.Values.Read(r, 1), sets.Read(r, 10));
}
