using System.Buffers.Binary;
using System.Globalization;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Finds what shares site, name and id with a batch. Of most ids a filter in memory knows that they are new, without asking anybody; the
/// servers are asked for the others, and for all of a batch while another collector is at work, whose rows the filter does not know.
/// </summary>
/// <remarks>
/// What the filter knows is read before the batch is stored, who else is at work after. A collector says so before it stores anything (its
/// position, again every five minutes), so of two that store the same event at once the later one surely asks and sees both.
/// </remarks>
sealed class DuplicateSearch(ClickHouseQueries queries, ClickHouseOptions options) : IIdSource, IDisposable
{
    public static readonly TimeSpan AnnounceEvery = TimeSpan.FromMinutes(5);

    /// <summary>Longer than that and an insert: who did not write for so long has nothing on its way.</summary>
    const int AtWorkMinutes = 15;

    const long SeenBytes = 128L << 20;

    /// <summary>To read more ids than that takes longer than to ask for those of some batches.</summary>
    const long MostRead = 20_000_000;

    /// <summary>Each replica's own rows where the loader fills them one by one: what one lacks that was away, another has. Those that are away now are searched when they are sent the batch.</summary>
    readonly (string Table, string Setting) signs = options.Cluster is null || options.Keeper ? ("signs", "") : ($"clusterAllReplicas(`{options.Cluster}`, currentDatabase(), signs_local)", "skip_unavailable_shards = 1, ");

    readonly List<UInt128> doubtful = [];
    SeenIds? seen;
    long othersWrote;

    /// <summary>Looks at the batch's ids, before any of it is stored.</summary>
    public async Task PrepareAsync(IReadOnlyList<Target> targets, string local, string collector, EventBatch batch, BatchCut cut, CancellationToken cancellationToken)
    {
        doubtful.Clear();
        if (seen is null)
        {
            (othersWrote, _) = await OthersAsync(targets, local, collector, cancellationToken);
            seen = new SeenIds(SeenBytes, this, MostRead);
        }

        // The filter reads slots of time while it is asked.
        await Task.Run(() =>
        {
            seen.Prepare(batch.Rows);
            for (var i = 0; i < batch.Count && batch[i].Sequence <= cut.Last; i++)
                if (seen.TestAndAdd(batch[i].Time, batch[i].Id) || batch[i].Time < Least || batch[i].Time > Most)
                    doubtful.Add(batch[i].Id);
        }, cancellationToken);
    }

    /// <summary>The rows of the batch that are not alone, with the others of their ids. After the batch is stored.</summary>
    public async Task<IReadOnlyList<Duplicate>> FindAsync(IReadOnlyList<Target> targets, string local, string collector, BatchCut cut, BatchRows rows, CancellationToken cancellationToken)
    {
        if (rows.Events + rows.Engagements == 0)
            return [];
        var (wrote, atWork) = await OthersAsync(targets, local, collector, cancellationToken);
        var all = atWork || wrote > othersWrote;
        if (!atWork && wrote > othersWrote)
            Forget(); // They are done: read anew, it knows their rows as well.
        if (!all && doubtful.Count == 0)
            return [];
        var few = !all && doubtful.Count <= DuplicateRows.MostForIndex;
        var ids = few ? string.Join(", ", doubtful.Distinct().Select(Text)) : DuplicateRows.OfBatch(signs.Table);
        var many = !few && rows.Events + rows.Engagements > DuplicateRows.MostForIndex;
        return await queries.ReadAsync(
            $"{DuplicateRows.Sql(signs.Table, ids)} settings {signs.Setting}use_skip_indexes = {(many ? 0 : 1)}",
            [
                new("low", Instant(rows.Earliest - SeenIds.Window)), new("high", Instant(rows.Latest + SeenIds.Window)), new("first", Instant(rows.Earliest)), new("last", Instant(rows.Latest)),
                new("collector", collector), new("from", cut.First), new("to", cut.Last),
            ],
            r => new Duplicate(r.GetString(0), r.GetString(1), r.GetGuid(2), r.GetInt64(3), r.GetInt64(4), r.GetString(5), r.GetFieldValue<ulong>(6)),
            cancellationToken);
    }

    /// <summary>When another collector last wrote to any node, in milliseconds since 1970, and whether that is recent, by the nodes' own clocks.</summary>
    static async Task<(long Wrote, bool AtWork)> OthersAsync(IReadOnlyList<Target> targets, string local, string collector, CancellationToken cancellationToken)
    {
        var sql = string.Create(CultureInfo.InvariantCulture,
            $"select toUnixTimestamp64Milli(max(written)), max(written) > now64(3) - interval {AtWorkMinutes} minute from positions{local} where collector != '{collector}'");
        var answers = await Task.WhenAll(targets.Where(t => t.Position > 0).Select(async t =>
        {
            try
            {
                return (await t.AskAsync(n => n.ExecuteAsync(sql, null, cancellationToken))).Trim().Split('\t');
            }
            catch (StoreUnavailableException)
            {
                return ["0", "1"]; // Not known, so all is asked for.
            }
        }));
        return (answers.Max(a => long.Parse(a[0], CultureInfo.InvariantCulture)), answers.Any(a => a[1] == "1"));
    }

    long IIdSource.Count(long from, long to) => Wait(queries.ReadAsync($"select toInt64(count()) from {signs.Table} where time >= $from and time < $to settings {signs.Setting}use_skip_indexes = 0", Bounds(from, to), r => r.GetInt64(0), CancellationToken.None))[0];

    void IIdSource.Read(long from, long to, Action<UInt128> id) => Wait(queries.ReadAsync($"select id from {signs.Table} where time >= $from and time < $to settings {signs.Setting}use_skip_indexes = 0", Bounds(from, to), r =>
    {
        id(Number(r.GetGuid(0)));
        return true;
    }, CancellationToken.None));

    static SqlParameter[] Bounds(long from, long to) => [new("from", Instant(from)), new("to", Instant(to))];

    static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    static UInt128 Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    static string Text(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return $"toUUID('{new Guid(bytes, bigEndian: true)}')";
    }

    static readonly long Least = (new DateTime(1900, 1, 1) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond, Most = (new DateTime(2299, 12, 31) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    static DateTime Instant(long ms) => DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(ms, Least, Most));

    void Forget()
    {
        seen?.Dispose();
        seen = null;
    }

    public void Dispose() => Forget();
}
