using System.Text;

namespace Candor.Store.ClickHouse;

/// <summary>
/// Which of the rows that share site, name and id count for nothing: in the order in which they were received, each that lies within 48
/// hours of one that counts. Two collectors that see the same rows mark the same ones.
/// </summary>
static class DuplicateRows
{
    /// <summary>The rows of a batch with the others of their ids, near them in time.</summary>
    /// <remarks>
    /// Asked after the batch is stored. So of two collectors that store the same event at once, the later one surely sees both; where the loader writes each
    /// replica's copy, only if it asks all of them: one that was away lacks rows of other collectors, and no question says which replica answers it.
    /// </remarks>
    /// <param name="signs">Where to look.</param>
    /// <param name="ids">A list, or <see cref="OfBatch"/>.</param>
    public static string Sql(string signs, string ids) => $"""
        select site, name, id, copy.1, copy.2, copy.3, copy.4 from (
            select site, name, id, groupUniqArray((toUnixTimestamp64Milli(time), toUnixTimestamp64Milli(received), toString(collector), sequence)) as copies
            from {signs} where time >= $low and time <= $high and id global in ({ids})
            group by site, name, id having length(copies) > 1)
        array join copies as copy
        """;

    /// <summary>The ids of a batch, read where it was just stored.</summary>
    public static string OfBatch(string signs) => $"select id from {signs} where time >= $first and time <= $last and collector = $collector and sequence >= $from and sequence <= $to";

    /// <summary>From so many rows on, nearly every mark of the index on ids fits one of them: it only costs.</summary>
    public const int MostForIndex = 1000;

    public static List<Duplicate> Of(IEnumerable<Duplicate> rows)
    {
        var duplicates = new List<Duplicate>();
        var counting = new List<long>();
        foreach (var same in rows.Distinct().GroupBy(r => (r.Site, r.Name, r.Id)))
        {
            counting.Clear();
            foreach (var row in same.OrderBy(r => r.Received).ThenBy(r => r.Collector, StringComparer.Ordinal).ThenBy(r => r.Sequence))
                if (counting.Exists(time => Math.Abs(time - row.Time) <= SeenIds.Window))
                    duplicates.Add(row);
                else
                    counting.Add(row.Time);
        }

        return duplicates;
    }

    public static NativeBlock Write(IReadOnlyList<Duplicate> duplicates)
    {
        var rows = new NativeBlock(("site", "String"), ("collector", "String"), ("sequence", "UInt64"));
        foreach (var row in duplicates)
        {
            rows.Text(Encoding.UTF8.GetBytes(row.Site));
            rows.Text(Encoding.UTF8.GetBytes(row.Collector));
            rows.Number(row.Sequence);
            rows.EndRow();
        }

        return rows;
    }
}
