using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>Sends batches to every target and knows how far each of them is. Not for two callers at once.</summary>
sealed class ClickHouseSending(IReadOnlyList<ClickHouseNode> nodes, ClickHouseOptions options, ClickHouseQueries queries, TimeProvider time) : IDisposable
{
    /// <summary>Records of a batch, at most: a block that ClickHouse takes in one go, and few enough to be sent again.</summary>
    public const int MostRecords = 100_000;

    readonly SendState state = SendState.Open(options.Folder);
    readonly DuplicateSearch search = new(queries, options);
    readonly string local = options.Cluster is null ? "" : "_local";
    IReadOnlyList<Target>? targets;
    BatchRows rows = new(1);

    /// <summary>The first record that some target lacks which can be reached; before any could be asked, the first that may be lacking.</summary>
    public long Position { get; private set; } = 1;

    /// <summary>The first record that any target lacks, also those that are away: what comes before is needed no more.</summary>
    public long Needed => targets is null || targets.Any(t => t.Position == 0) ? state.Position : Position;

    public string Collector => state.Collector;

    /// <summary>All of them, once they were found.</summary>
    public IReadOnlyList<Target> Targets => targets ?? [];

    /// <summary>Asks the targets that are due how far they are.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (targets is null)
        {
            Position = state.Position;
            targets = await ClickHouseTopology.FindAsync(nodes, options, state, cancellationToken);
            rows = new BatchRows(targets.Max(t => t.Shard) + 1);
        }

        var due = targets.Where(t => t.Position == 0 && (t.Trouble is null || time.GetTimestamp() >= t.RetryAt));
        await Task.WhenAll(due.Select(t => TryAsync(t, () => FindPositionAsync(t, cancellationToken))));
        if (targets.GroupBy(t => t.Shard).FirstOrDefault(s => s.All(t => t.Position == 0)) is { } lost)
            throw new StoreUnavailableException(lost.First().Trouble ?? "No node answers.");
        Position = targets.Where(t => t.Position > 0).Min(t => t.Position);
    }

    async Task FindPositionAsync(Target target, CancellationToken cancellationToken)
    {
        foreach (var node in target.Nodes)
        {
            await ClickHouseMigrations.ApplyAsync(node, options, cancellationToken);
            await MissedMarks.FetchAsync(node, options, time.GetUtcNow(), cancellationToken);
        }

        var answer = await target.AskAsync(n => n.ExecuteAsync($"select max(sequence) from positions{local} where collector = '{state.Collector}'", null, cancellationToken));
        target.Works(Math.Max(1, long.Parse(answer, CultureInfo.InvariantCulture)));
    }

    public async Task<LoadOutcome> SendAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        var first = FirstOf(batch);
        if (first != Position)
            return new(new(Position), 0, 0, 0, 0);

        var wanted = targets!.Where(t => t.Position == first).ToList();
        var begun = state.Begun(first);
        var cut = begun ?? new(first, Math.Min(batch.Next.Sequence - 1, first + MostRecords - 1));
        if (cut.Last >= batch.Next.Sequence)
            return new(new(Position), 0, 0, 0, 0); // It was longer; the journal has the rest.
        state.Begin(cut, Needed);
        rows.Fill(batch, cut, state.Collector, time.GetUtcNow());
        await search.PrepareAsync(targets!, local, state.Collector, batch, cut, cancellationToken);
        var outcome = await StoreAsync(wanted, cut, cancellationToken);
        // One that was begun before may have reached a target that is away now, which has to be sent that very cut again.
        if ((begun is null ? wanted : targets!).All(t => t.Position > cut.Last))
            state.Done(cut);
        return outcome;
    }

    /// <summary>Sends this collector's unread lines again, and forgets those that can be read by now.</summary>
    public async Task<LoadOutcome> ReplayAsync(CancellationToken cancellationToken)
    {
        var lines = await queries.ReadAsync("select sequence, line from quarantine where collector = $collector order by sequence limit 100000",
            [new("collector", state.Collector)], r => (Sequence: r.GetInt64(0), Line: r.GetString(1)), cancellationToken);
        using var batch = new EventBatch();
        foreach (var (sequence, line) in lines)
            batch.Add(sequence, QuarantineText.ToLine(line));
        if (batch.Count == 0)
            return new(new(Position), 0, 0, 0, lines.Count);
        var all = targets!.Where(t => t.Position > 0).ToList();
        var cut = new BatchCut(batch[0].Sequence, batch[batch.Count - 1].Sequence);
        rows.Fill(batch, cut, state.Collector, time.GetUtcNow());
        await search.PrepareAsync(targets!, local, state.Collector, batch, cut, cancellationToken);
        var read = string.Join(',', Enumerable.Range(0, batch.Count).Select(i => batch[i].Sequence.ToString(CultureInfo.InvariantCulture)));
        var token = $"{state.Collector}:again:{System.IO.Hashing.XxHash128.HashToUInt128(System.Text.Encoding.UTF8.GetBytes(read)):x}";
        foreach (var target in all)
            await AnnounceAsync(target, rows.Hours.Marks(time.GetUtcNow()), cancellationToken);
        foreach (var target in all)
            await InsertAsync(target, token, cancellationToken);
        var duplicates = DuplicateRows.Of(await search.FindAsync(targets!, local, state.Collector, cut, rows, cancellationToken));
        foreach (var duplicate in duplicates)
            rows.Hours.Add(duplicate.Site, duplicate.Time);
        foreach (var target in all)
        {
            await InsertAsync(target, "duplicates", DuplicateRows.Write(duplicates), $"{token}:{Guid.NewGuid():N}", cancellationToken);
            await MarkAsync(target, rows.Hours.Marks(time.GetUtcNow()), cancellationToken);
            foreach (var node in target.Nodes)
                await node.ExecuteAsync($"delete from quarantined{local} where collector = '{state.Collector}' and sequence in ({read})", null, cancellationToken);
        }

        queries.ForgetMarks();
        return new(new(Position), rows.Events, rows.Engagements, 0, lines.Count - batch.Count);
    }

    async Task<LoadOutcome> StoreAsync(List<Target> wanted, BatchCut cut, CancellationToken cancellationToken)
    {
        var token = $"{state.Collector}:{cut.First}-{cut.Last}";
        // Before the first sign of a folded day is seen: from now on it is not answered from its fold.
        var early = rows.Hours.Marks(time.GetUtcNow());
        await Task.WhenAll(wanted.Select(t => TryAsync(t, () => AnnounceAsync(t, early, cancellationToken))));
        await Task.WhenAll(wanted.Where(t => t.Position > 0).Select(t => TryAsync(t, () => InsertAsync(t, token, cancellationToken))));
        RequireShards();
        var duplicates = DuplicateRows.Of(await search.FindAsync(targets!, local, state.Collector, cut, rows, cancellationToken));
        var marks = DuplicateRows.Write(duplicates);
        foreach (var duplicate in duplicates)
            rows.Hours.Add(duplicate.Site, duplicate.Time);
        // To those as well that have had this batch for long: with a node that came back a copy may come to light that no search saw before.
        await Task.WhenAll(targets!.Where(t => t.Position > 0 && !wanted.Contains(t)).Select(t => TryAsync(t, () => LeaveOutAsync(t, token, marks, cancellationToken))));
        await Task.WhenAll(wanted.Where(t => t.Position > 0).Select(t => TryAsync(t, () => FinishAsync(t, cut, token, marks, cancellationToken))));
        RequireShards();
        if (duplicates.Count > 0)
            queries.ForgetMarks();
        Position = targets!.Where(t => t.Position > 0).Min(t => t.Position);
        var own = duplicates.Where(d => d.Collector == state.Collector && (long)d.Sequence >= cut.First && (long)d.Sequence <= cut.Last).ToList();
        var engagements = own.Count(d => d.Name == "Engagement");
        return new(new(Position), rows.Events - (own.Count - engagements), rows.Engagements - engagements, own.Count, rows.Unread);
    }

    async Task InsertAsync(Target target, string token, CancellationToken cancellationToken)
    {
        await InsertAsync(target, "signs", rows.Signs(target.Shard), token, cancellationToken);
        await InsertAsync(target, "visitors_seen", rows.Visitors(target.Shard), token, cancellationToken);
        if (target.Shard == 0)
        {
            await InsertAsync(target, "quarantined", rows.Quarantine, token, cancellationToken);
            await InsertAsync(target, "dropped", rows.Dropped, token, cancellationToken);
        }
    }

    /// <summary>The position last: while it is missing, the whole batch is sent again, and what is there already is not stored twice.</summary>
    async Task FinishAsync(Target target, BatchCut cut, string token, NativeBlock marks, CancellationToken cancellationToken)
    {
        await InsertAsync(target, "duplicates", marks, $"{token}:{Guid.NewGuid():N}", cancellationToken);
        // Once more: what was folded meanwhile may lack some of it.
        await MarkAsync(target, rows.Hours.Marks(time.GetUtcNow()), cancellationToken);
        await WritePositionAsync(target, cut.Last + 1, token, cancellationToken);
        target.Works(cut.Last + 1);
    }

    /// <summary>What turned out to be a copy, and the days whose folds count it.</summary>
    async Task LeaveOutAsync(Target target, string token, NativeBlock marks, CancellationToken cancellationToken)
    {
        if (marks.Rows == 0)
            return;
        await InsertAsync(target, "duplicates", marks, $"{token}:{Guid.NewGuid():N}", cancellationToken);
        await MarkAsync(target, rows.Hours.Marks(time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Before the first row: others learn that this collector is at work, and of which folded days something is on its way.</summary>
    async Task AnnounceAsync(Target target, NativeBlock marks, CancellationToken cancellationToken)
    {
        if (target.AnnouncedAt == 0 || time.GetElapsedTime(target.AnnouncedAt) > DuplicateSearch.AnnounceEvery)
            await WritePositionAsync(target, target.Position, $"{Guid.NewGuid():N}", cancellationToken);
        await MarkAsync(target, marks, cancellationToken);
    }

    async Task WritePositionAsync(Target target, long sequence, string token, CancellationToken cancellationToken)
    {
        var position = new NativeBlock(("collector", "String"), ("sequence", "Int64"));
        position.Text(System.Text.Encoding.UTF8.GetBytes(state.Collector));
        position.Number(sequence);
        position.EndRow();
        await InsertAsync(target, "positions", position, token, cancellationToken);
        target.AnnouncedAt = time.GetTimestamp();
    }

    static Task MarkAsync(Target target, NativeBlock marks, CancellationToken cancellationToken) => marks.Rows == 0 ? Task.CompletedTask : target.AskAsync(async n =>
    {
        await n.InsertAsync("stale", marks, $"{Guid.NewGuid():N}", cancellationToken);
        return true;
    });

    Task InsertAsync(Target target, string table, NativeBlock content, string token, CancellationToken cancellationToken) =>
        content.Rows == 0 ? Task.CompletedTask : target.AskAsync(async n =>
        {
            await n.InsertAsync(table + local, content, token, cancellationToken);
            return true;
        });

    async Task TryAsync(Target target, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (StoreUnavailableException e)
        {
            target.Failed(e.Message, time.GetTimestamp() + (long)(options.RetryNode.TotalSeconds * time.TimestampFrequency));
        }
    }

    void RequireShards()
    {
        if (targets!.GroupBy(t => t.Shard).FirstOrDefault(s => s.All(t => t.Position == 0)) is { } lost)
            throw new StoreUnavailableException(lost.First().Trouble!);
    }

    static long FirstOf(EventBatch batch) =>
        batch.Quarantined.Select(q => q.Sequence).Concat(batch.Dropped.Select(d => d.Sequence)).Append(batch.Count > 0 ? batch[0].Sequence : long.MaxValue).Min();

    public void Dispose() => search.Dispose();
}
