using Candor.Journal;
using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Store.DuckDb;
using Microsoft.Extensions.Logging.Abstractions;

namespace Candor.Cli.Migrate;

/// <summary>
/// Events on their way from the folder's store to ClickHouse. They are sent as a collector of its own would send its journal: numbered, in batches whose cut
/// is on the disk before the first byte leaves, with the position written last. So kill -9 at any moment costs a batch at most, and doubles nothing.
/// </summary>
sealed class EventMove : IAsyncDisposable
{
    /// <summary>Half of what a server takes in one block, so that an interruption costs half as much.</summary>
    const int BatchRecords = ClickHouseSending.MostRecords / 2;

    /// <summary>How long a server may be away before somebody has to look.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromSeconds(1);

    readonly ServerSettings settings;
    readonly TimeProvider time;
    readonly DuckDbEventStore source;
    readonly ClickHouseOptions options;
    readonly ClickHouseHandover handover;
    ClickHouseEventStore? target;
    EmbeddedRows? rows;

    EventMove(ServerSettings settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
        source = DuckDbEventStore.Open(new EventStoreOptions { Path = settings.Data.Store, MemoryLimit = $"{settings.Server.Memory >> 20}MiB", Threads = settings.Server.Threads }, time);
        options = settings.Server.Store.Options(settings.Data, settings.Server) with { Folder = MigrationRecord.FolderIn(settings.Data) };
        handover = new ClickHouseHandover(options);
    }

    public MigrationRecord Record { get; private set; } = null!;

    public string Summary => $"{rows!.Total:N0} records of {rows.Slices.Count switch { 0 => "no day", _ => $"{rows.Slices[0].From:yyyy-MM-dd} to {rows.Slices[^1].To.AddDays(-1):yyyy-MM-dd}" }} are in ClickHouse, database {options.Database}, the same by count and checksum";

    string OwnFolder => Path.GetDirectoryName(settings.Data.Store)!;

    string MigrationCollector => ClickHouseHandover.CollectorOf(options.Folder);

    public static async Task<EventMove> OpenAsync(ServerSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var move = new EventMove(settings, time);
        try
        {
            await move.PrepareAsync(cancellationToken);
            return move;
        }
        catch
        {
            await move.DisposeAsync();
            throw;
        }
    }

    async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var begun = MigrationRecord.Read(settings.Data);
        await RequireOwnTargetAsync(begun, cancellationToken);
        var next = await DrainAsync(cancellationToken);
        rows = await EmbeddedRows.OpenAsync(source, cancellationToken);
        Record = new(rows.Fingerprint, rows.Total, next.Sequence);
        if (begun is not null && begun.Source != Record.Source)
            throw new CommandException(
                $"The install has changed since its migration began: it held {begun.Records:N0} records then and holds {rows.Total:N0} now. What the cluster has is half of the earlier state. Begin anew: on every node {Drop}, delete {options.Folder}, and run this again.");
        Record.Write(settings.Data);
        target = ClickHouseEventStore.Open(options, time);
        if (target.State.Trouble is { } trouble)
            throw new StoreUnavailableException(trouble);
    }

    string Drop => $"DROP DATABASE {options.Database} SYNC";

    /// <summary>Before anything is sent: two histories in one database could never be told apart again.</summary>
    async Task RequireOwnTargetAsync(MigrationRecord? begun, CancellationToken cancellationToken)
    {
        var writers = await handover.WritersAsync(cancellationToken);
        var own = ClickHouseHandover.CollectorOf(OwnFolder);
        if (writers.TryGetValue(own, out var position) && position > 1 && position != begun?.Next)
            throw new CommandException(
                $"A server has run on this folder with this config already, and has stored events of its journal in the database {options.Database}. They are in the folder's own store as well, or will be. Empty the cluster first: on every node {Drop}.");
        if (writers.Keys.Where(w => w != own && w != MigrationCollector).ToList() is { Count: > 0 } others)
            throw new CommandException(
                $"The database {options.Database} holds events of {others.Count} other collector(s) ({string.Join(", ", others.Order(StringComparer.Ordinal).Take(3))}). Name an empty database in server.store.database, or, if those are of no use, on every node {Drop}.");
    }

    /// <summary>Everything that was acknowledged is in the store when it returns.</summary>
    async Task<JournalPosition> DrainAsync(CancellationToken cancellationToken)
    {
        await using var journal = EventJournal.Open(
            new JournalOptions { Directory = settings.Data.Journal, MinFreeBytes = 0, ContinueFrom = source.Position.Sequence }, time, NullLogger<EventJournal>.Instance);
        var end = new JournalPosition(journal.LastDurableSequence + 1);
        if (source.Position.Sequence >= end.Sequence)
            return end;
        Console.Error.WriteLine($"{end.Sequence - source.Position.Sequence:N0} records of the journal are not stored yet; they are first …");
        using var loader = new Loader(journal, source, time, NullLogger<Loader>.Instance, new LoaderOptions());
        await loader.StartAsync(cancellationToken);
        for (var stored = loader.WaitUntilStoredAsync(end, cancellationToken); !stored.IsCompleted;)
        {
            if (loader.State.Trouble is { Attempts: >= 10 } trouble)
                throw new StoreUnavailableException($"The journal cannot be brought into the folder's store: {trouble.Reason}");
            await Task.WhenAny(stored, Task.Delay(Pause / 10, time, cancellationToken));
        }

        await loader.StopAsync(cancellationToken);
        return end;
    }

    /// <summary>Until every node has every record.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        using var progress = new MigrationProgress("Moving", rows!.Total, target!.Position.Sequence - 1);
        using var batch = new EventBatch();
        for (var (worked, stored) = (time.GetTimestamp(), 0L); target.Needed.Sequence <= rows.Total;)
        {
            batch.Clear();
            rows.GoTo(target.Position);
            await rows.FillAsync(batch, BatchRecords, cancellationToken);
            var trouble = await LoadAsync(batch, cancellationToken);
            var now = target.Needed.Sequence + target.Position.Sequence;
            if (now != stored && trouble is null)
                (worked, stored) = (time.GetTimestamp(), now);
            else if (time.GetElapsedTime(worked) > Patience)
                throw new StoreUnavailableException($"{trouble ?? "A node of the cluster is away, and lacks records that the others have."} Mend that, and run this again: it goes on at record {target.Position.Sequence:N0}.");
            else
                await Task.Delay(Pause, time, cancellationToken);
            progress.At(Math.Min(target.Position.Sequence - 1, rows.Total));
        }
    }

    /// <returns>Why it could not be stored; null when it was.</returns>
    async Task<string?> LoadAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await target!.LoadAsync(batch, cancellationToken);
            return null;
        }
        catch (StoreUnavailableException e)
        {
            return e.Message;
        }
    }

    /// <summary>Reads both sides again and compares what each has of every site and day; then, what replicas have.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(CancellationToken cancellationToken)
    {
        using var progress = new MigrationProgress("Comparing", rows!.Rows);
        var differences = new List<string>();
        foreach (var slice in rows.Slices)
        {
            var here = Task.Run(() => DayChecksum.OfAsync(source, slice.From, slice.To, cancellationToken), cancellationToken);
            var there = Task.Run(() => DayChecksum.OfAsync(target!, slice.From, slice.To, cancellationToken), cancellationToken);
            await Task.WhenAll(here, there);
            differences.AddRange(Differences(await here, await there));
            progress.At(slice.End - 1);
        }

        if (await UnreadAsync() is var unread && unread != rows.Unread)
            differences.Add($"records that could not be read: {rows.Unread:N0} here, {unread:N0} there");
        if ((await DroppedAsync(source), await DroppedAsync(target!)) is var (refused, moved) && refused != moved)
            differences.Add($"events that Guard refused: {refused:N0} here, {moved:N0} there");
        differences.AddRange((await handover.DifferingReplicasAsync(MigrationCollector, cancellationToken)).Select(node => $"the rows of {node} are not those of the first replica of its shard"));
        return differences;

        async Task<long> DroppedAsync(IEventStore store) => (await store.QueryAsync(
            new SqlText("select coalesce(sum(events), 0)::bigint from dropped") { ClickHouse = "select toInt64(sum(events)) from dropped final" }, [], r => r.GetInt64(0), cancellationToken))[0];

        async Task<long> UnreadAsync() => (await target!.QueryAsync(
            new SqlText("select toInt64(count()) from quarantine where collector = $collector"), [new("collector", MigrationCollector)], r => r.GetInt64(0), cancellationToken))[0];
    }

    static IEnumerable<string> Differences(Dictionary<(string Site, DateOnly Day), DayChecksum> here, Dictionary<(string Site, DateOnly Day), DayChecksum> there) =>
        from key in here.Keys.Union(there.Keys).Order()
        let a = here.GetValueOrDefault(key)
        let b = there.GetValueOrDefault(key)
        where a != b
        select a.Events == b.Events ? $"{key.Site} on {key.Day:yyyy-MM-dd}: {a.Events:N0} events on both sides, with other content" : $"{key.Site} on {key.Day:yyyy-MM-dd}: {a.Events:N0} events here, {b.Events:N0} there";

    /// <summary>The folder's own collector goes on behind what was moved: nothing of the journal is stored twice, and nothing is left out.</summary>
    public Task HandOverAsync(CancellationToken cancellationToken) => handover.GoOnAtAsync(OwnFolder, new(Record.Next), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        rows?.Dispose();
        handover.Dispose();
        if (target is not null)
            await target.DisposeAsync();
        await source.DisposeAsync();
    }
}
