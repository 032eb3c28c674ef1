using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Candor.Store;

namespace Candor.Tests.Store;

/// <summary>What the store's tests say often.</summary>
static class StoreTest
{
    public const string Site = "s_aaaaaaaaaaaa";

    /// <summary>2026-03-10 12:00 UTC.</summary>
    public static readonly long Noon = new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public static Event View(string path, double minutes = 0, string visitor = "c.one", Guid? id = null) => new()
    {
        Site = Site,
        Id = id ?? Guid.NewGuid(),
        Name = "PageView",
        Time = Noon + (long)(minutes * 60_000),
        Received = Noon + (long)(minutes * 60_000) + 40,
        Url = $"https://www.example.org{path}",
        Visitor = visitor,
    };

    public static Event Engagement(Event page, int engagedMs, double minutesLater = 1, int scroll = 50) => page with
    {
        Id = Guid.NewGuid(),
        Name = "Engagement",
        Time = page.Time + (long)(minutesLater * 60_000),
        Props = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"page":"{{page.Id}}","engaged_ms":{{engagedMs}},"scroll":{{scroll}}}""")),
    };

    public static byte[] Line(Event e)
    {
        var output = new ArrayBufferWriter<byte>();
        EventLine.Write(e, output);
        return output.WrittenSpan[..^1].ToArray();
    }

    public static Task<LoadOutcome> Load(this IEventStore store, params IEnumerable<Event> events) =>
        store.LoadLines([.. events.Select(Line)]);

    /// <summary>As the records that follow the store's position.</summary>
    public static async Task<LoadOutcome> LoadLines(this IEventStore store, params byte[][] lines)
    {
        using var batch = new EventBatch();
        var sequence = store.Position.Sequence;
        foreach (var line in lines)
            batch.Add(sequence++, line);
        return await store.LoadAsync(batch, CancellationToken.None);
    }

    public static Task<LoadOutcome> LoadText(this IEventStore store, params string[] lines) =>
        store.LoadLines([.. lines.Select(Encoding.UTF8.GetBytes)]);

    public static async Task<List<string>> Rows(this IEventStore store, string sql, params SqlParameter[] parameters) =>
        [.. await store.QueryAsync(Both(sql), parameters, Text, CancellationToken.None)];

    public static async Task<long> Number(this IEventStore store, string sql) =>
        (await store.QueryAsync(Both(sql), [], row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), CancellationToken.None))[0];

    /// <summary>The few words in which the engines' SQL differs here.</summary>
    static SqlText Both(string sql) => new(sql)
    {
        ClickHouse = sql.Replace("* exclude (", "* except(", StringComparison.Ordinal).Replace("epoch_ms(", "toUnixTimestamp64Milli(", StringComparison.Ordinal),
    };

    static string Text(DbDataReader row) =>
        string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) ? "null" : Text(row.GetValue(i))));

    static string Text(object value) => value is DateTime time
        ? time.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
