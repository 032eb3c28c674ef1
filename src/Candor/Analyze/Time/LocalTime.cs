namespace Candor.Analyze.Time;

/// <summary>A site's calendar: which instants its days begin at, and which offsets hold between two instants.</summary>
sealed class LocalTime(TimeZoneInfo zone)
{
    public static LocalTime Of(TimeZoneInfo zone) => new(zone);

    public DateOnly DateAt(DateTime utc) => DateOnly.FromDateTime(utc + OffsetAt(utc));

    public TimeSpan OffsetAt(DateTime utc) => zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>The first instant (UTC) of a local day. Where the clock skips midnight, that is the moment it jumps.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var (before, after) = (OffsetAt(midnight.AddDays(-1)), OffsetAt(midnight.AddDays(1)));
        if (before == after)
            return midnight - before;
        var change = ChangeBetween(midnight.AddDays(-1), midnight.AddDays(1));
        if (midnight - before < change)
            return midnight - before;
        return midnight - after > change ? midnight - after : change;
    }

    /// <summary>The offsets in force from <paramref name="from"/> on, each with the instant it begins; the first begins at <paramref name="from"/>.</summary>
    public IReadOnlyList<OffsetSpan> OffsetsBetween(DateTime from, DateTime to)
    {
        var spans = new List<OffsetSpan> { new(from, OffsetAt(from)) };
        // No zone has changed its offset twice within a day.
        for (var start = from; start < to; start = start.AddDays(1))
        {
            var end = start.AddDays(1) < to ? start.AddDays(1) : to;
            if (OffsetAt(end) != OffsetAt(start))
            {
                var change = ChangeBetween(start, end);
                if (change < to)
                    spans.Add(new(change, OffsetAt(change)));
            }
        }
        return spans;
    }

    /// <summary>The one instant between the two from which the later offset holds.</summary>
    DateTime ChangeBetween(DateTime low, DateTime high)
    {
        var before = OffsetAt(low);
        while ((high - low).Ticks > TimeSpan.TicksPerMillisecond)
        {
            var middle = low + (high - low) / 2;
            if (OffsetAt(middle) == before)
                low = middle;
            else
                high = middle;
        }
        // Changes happen on whole seconds; the search ends within a millisecond of one.
        return new DateTime((high.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
    }
}
