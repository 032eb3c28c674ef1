using System.Globalization;
using Candor.Store;

namespace Candor.Analyze.Time;

/// <summary>Cuts a range of instants into local hours, days, weeks (from Monday) or months: as a list, and as an SQL expression with the same keys.</summary>
/// <remarks>The zone's rules stay on this side: the SQL sees one addition per row, where ICU's time zone functions cost many times as much,
/// and both engines agree whatever zone data they carry.</remarks>
static class Buckets
{
    const long HourMs = 3_600_000, DayMs = 86_400_000;

    public static Interval Fitting(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) switch
    {
        < 2 => Interval.Hour,
        <= 92 => Interval.Day,
        <= 366 => Interval.Week,
        _ => Interval.Month,
    };

    /// <summary>Every bucket of the range in order, whether anything happened in it or not.</summary>
    public static IReadOnlyList<Bucket> List(Interval interval, DateTime from, DateTime to, LocalTime zone)
    {
        var buckets = new List<Bucket>();
        var spans = zone.OffsetsBetween(from, to);
        for (var i = 0; i < spans.Count; i++)
        {
            var end = i + 1 < spans.Count ? spans[i + 1].Start : to;
            for (var at = spans[i].Start; at < end; at = Next(interval, at, spans[i].Offset))
            {
                var bucket = BucketOf(interval, at, spans[i].Offset);
                if (buckets.Count == 0 || buckets[^1].Key != bucket.Key)
                    buckets.Add(bucket);
            }
        }
        return buckets;
    }

    /// <summary>The key of a time column as SQL; adds the parameters that it needs.</summary>
    public static SqlText Expression(Interval interval, string column, IReadOnlyList<OffsetSpan> spans, List<SqlParameter> parameters)
    {
        var offset = Offset(column, spans, parameters);
        return new(InDuckDb(interval, $"epoch_ms({column})", offset)) { ClickHouse = InClickHouse(interval, $"toUnixTimestamp64Milli({column})", offset) };
    }

    /// <summary>The key of a row's <c>day</c>, the number of a local day, as SQL.</summary>
    public static SqlText OfDay(Interval interval) => new("")
    {
        ClickHouse = interval switch
        {
            Interval.Week => "toInt64(intDiv(day + 3, 7))",
            Interval.Month => "toInt64(dateDiff('month', toDate32('1970-01-01'), toDate32(day)))",
            _ => "toInt64(day)",
        },
    };

    static string InDuckDb(Interval interval, string ms, string offset) => interval switch
    {
        Interval.Hour => $"({ms} + {offset}) // {HourMs} * {HourMs} - {offset}",
        Interval.Day => $"({ms} + {offset}) // {DayMs}",
        Interval.Week => $"(({ms} + {offset}) // {DayMs} + 3) // 7",
        _ => $"date_diff('month', timestamp '1970-01-01', make_timestamp(({ms} + {offset}) * 1000))",
    };

    static string InClickHouse(Interval interval, string ms, string offset) => interval switch
    {
        Interval.Hour => $"toInt64(intDiv({ms} + {offset}, {HourMs}) * {HourMs} - {offset})",
        Interval.Day => $"toInt64(intDiv({ms} + {offset}, {DayMs}))",
        Interval.Week => $"toInt64(intDiv(intDiv({ms} + {offset}, {DayMs}) + 3, 7))",
        _ => $"toInt64(dateDiff('month', toDate32('1970-01-01'), toDate32(intDiv({ms} + {offset}, {DayMs}))))",
    };

    static string Offset(string column, IReadOnlyList<OffsetSpan> spans, List<SqlParameter> parameters)
    {
        for (var i = 0; i < spans.Count && parameters.TrueForAll(p => p.Name != $"o{i}"); i++)
        {
            parameters.Add(new($"o{i}", (long)spans[i].Offset.TotalMilliseconds));
            parameters.Add(new($"z{i}", spans[i].Start));
        }
        if (spans.Count == 1)
            return "$o0";
        var cases = Enumerable.Range(0, spans.Count - 1).Select(i => $"when {column} < $z{i + 1} then $o{i}");
        return $"(case {string.Join(' ', cases)} else $o{spans.Count - 1} end)";
    }

    static Bucket BucketOf(Interval interval, DateTime utc, TimeSpan offset)
    {
        var local = utc + offset;
        var day = DateOnly.FromDateTime(local);
        var number = day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return interval switch
        {
            Interval.Hour => Hour(local, offset),
            Interval.Day => new(number, Text(day)),
            Interval.Week => new((number + 3) / 7, Text(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)))),
            _ => new((day.Year - 1970) * 12 + day.Month - 1, Text(new DateOnly(day.Year, day.Month, 1))),
        };
    }

    /// <summary>The key of the day, week or month that a day lies in.</summary>
    public static long KeyOf(Interval interval, DateOnly day) => BucketOf(interval, day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).Key;

    static Bucket Hour(DateTime local, TimeSpan offset)
    {
        var start = local.Date.AddHours(local.Hour);
        var key = (long)(start - offset - DateTime.UnixEpoch).TotalMilliseconds;
        return new(key, new DateTimeOffset(start, offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    static DateTime Next(Interval interval, DateTime utc, TimeSpan offset)
    {
        var local = utc + offset;
        var next = interval == Interval.Hour ? local.Date.AddHours(local.Hour + 1) : local.Date.AddDays(1);
        return next - offset;
    }

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
