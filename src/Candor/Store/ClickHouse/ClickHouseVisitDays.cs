using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Folds days: each node works out the parts of its own signs, under one version that no other fold has. The day counts as folded when
/// all have done so and are told. Whoever is killed before leaves rows that nobody reads, and of two folds at once either is right.
/// </summary>
sealed class ClickHouseVisitDays(ClickHouseOptions options, TimeProvider time, Func<CancellationToken, Task<IReadOnlyList<Target>>> connect) : IVisitDays, IDisposable
{
    /// <summary>Signs that are sorted at once; a larger day is worked out for some of its visitors after the other.</summary>
    const long MostSigns = 5_000_000;

    const string Settings = "settings prefer_column_name_to_alias = 1, max_bytes_before_external_sort = 1000000000, max_bytes_before_external_group_by = 1000000000";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), Grace = TimeSpan.FromHours(1);

    readonly SemaphoreSlim folding = new(1);
    readonly string local = options.Cluster is null ? "" : "_local";

    public async Task FoldAsync(VisitDay day, CancellationToken cancellationToken)
    {
        var targets = await connect(cancellationToken);
        if (targets.FirstOrDefault(t => t.Position == 0) is { } away)
            throw new StoreUnavailableException(away.Trouble ?? $"ClickHouse at {away.Name} was not asked yet.");
        using var _ = await HoldAsync(cancellationToken);
        await RequireLevelAsync(targets, cancellationToken);
        var version = NewVersion();
        var folds = await Task.WhenAll(targets.Select(t => FoldAsync(t, day, version, cancellationToken)));
        var through = folds.Max(f => f.Through);
        foreach (var (target, fold) in targets.Zip(folds))
            await RunAsync(target, Text($"insert into visit_days values ({Quoted(day.Site)}, {Quoted(day.Zone)}, {day.Number}, {version}, {fold.Marks}, {through})"), cancellationToken);
    }

    /// <summary>While it is held nothing is folded: for whoever deletes signs.</summary>
    public async Task<IDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        await folding.WaitAsync(cancellationToken);
        return new Held(folding);
    }

    /// <summary>Forgets the days of a site that began before an instant, and what was folded twice.</summary>
    public async Task ForgetAsync(ClickHouseNode node, string site, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // Whatever the zone: no calendar is more than a day away from UTC's.
        var (of, last) = (Quoted(site), Math.DivRem(before.ToUnixTimeMilliseconds(), 86_400_000).Quotient + 1);
        await node.ExecuteAsync(Text($"delete from visit_days where site = {of} and day <= {last}"), null, cancellationToken);
        await node.ExecuteAsync(Text($"delete from visit_parts{local} where site = {of} and day <= {last}"), null, cancellationToken);
        await node.ExecuteAsync(Text($"delete from stale where site = {of} and hour < {(last - 3) * 24}"), null, cancellationToken);
        var old = Text($"version < {Version(time.GetUtcNow() - Grace)} and (day, version) not in (select day, max(version) from visit_days where site = {of} group by day)");
        await node.ExecuteAsync($"delete from visit_parts{local} where site = {of} and {old}", null, cancellationToken);
        await node.ExecuteAsync($"delete from visit_days where site = {of} and {old}", null, cancellationToken);
    }

    async Task<(string Marks, long Through)> FoldAsync(Target target, VisitDay day, ulong version, CancellationToken cancellationToken)
    {
        var (site, hours) = (Quoted(day.Site), day.Hours);
        var where = Text($"site = {site} and time >= fromUnixTimestamp64Milli({day.Start}, 'UTC') and time < fromUnixTimestamp64Milli({day.End}, 'UTC')")
            + $" and (collector, sequence) not in (select collector, sequence from duplicates{local} where site = {site})";
        // The marks first: what comes in between leaves one more, and then the day is folded again.
        var marks = await RunAsync(target, Text($"select count(distinct hour, mark) from stale where site = {site} and hour between {hours.First} and {hours.Last}"), cancellationToken);
        var signs = long.Parse(await RunAsync(target, $"select count() from signs{local} where {where}", cancellationToken), CultureInfo.InvariantCulture);
        var into = $"insert into visit_parts{local} (site, day, version, {VisitPartSql.Columns(VisitColumns.All)}) select {site}, day, {version}, {VisitPartSql.Columns(VisitColumns.All)} from ";
        var edge = Text($"(begun_ms - {day.Start} <= {Session.Gap}) + 2 * ({day.End} - last_ms <= {Session.Gap})");
        var shares = 1 + signs / MostSigns;
        for (var share = 0; share < shares && signs > 0; share++)
        {
            var of = shares == 1 ? where : Text($"{where} and visitor % {shares} = {share}");
            await RunAsync(target, into + VisitPartSql.Parts($"signs{local}", of, Text($"{day.Number}"), edge, VisitColumns.All) + Settings, cancellationToken);
        }

        await RunAsync(target, into + VisitPartSql.Nobody($"signs{local}", where, day.Number) + Settings, cancellationToken);
        var through = await RunAsync(target, Text($"select count() from visit_parts{local} where site = {site} and day = {day.Number} and version = {version} and edge = 3"), cancellationToken);
        return (marks.Trim(), long.Parse(through, CultureInfo.InvariantCulture));
    }

    /// <summary>A node that is catching up lacks signs of days that were over while it was away, or knows less of what counts for nothing.</summary>
    async Task RequireLevelAsync(IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        if (targets.Count == 1)
            return;
        var most = (await Task.WhenAll(targets.Select(PositionsAsync))).SelectMany(p => p).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Max(p => p.Value));
        foreach (var target in targets)
            for (var waited = TimeSpan.Zero; (await PositionsAsync(target)) is var own && most.Any(p => own.GetValueOrDefault(p.Key) < p.Value); waited += TimeSpan.FromMilliseconds(200))
            {
                if (waited > Patience)
                    throw new StoreUnavailableException($"ClickHouse at {target.Name} lacks events that other nodes have; days are folded once it has caught up.");
                await Task.Delay(200, cancellationToken);
            }

        async Task<Dictionary<string, long>> PositionsAsync(Target target) =>
            (await RunAsync(target, $"select collector, max(sequence) from positions{local} group by collector union all select '', toInt64(count(distinct collector, sequence)) from duplicates{local}", cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => long.Parse(cells[1], CultureInfo.InvariantCulture));
    }

    static Task<string> RunAsync(Target target, string sql, CancellationToken cancellationToken) => target.AskAsync(n => n.ExecuteAsync(sql, null, cancellationToken));

    /// <summary>Later ones are greater, and no two are the same.</summary>
    ulong NewVersion() => Version(time.GetUtcNow()) + (ulong)Random.Shared.Next(1 << 20);

    static ulong Version(DateTimeOffset at) => (ulong)at.ToUnixTimeMilliseconds() << 20;

    static string Text(FormattableString text) => FormattableString.Invariant(text);

    static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    public void Dispose() => folding.Dispose();

    sealed class Held(SemaphoreSlim held) : IDisposable
    {
        public void Dispose() => held.Release();
    }
}
