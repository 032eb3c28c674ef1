namespace Candor.Store;

/// <param name="Zone">Id of the site's time zone, in which its days are cut.</param>
/// <param name="Number">Of the site's calendar; 0 is 1970-01-01.</param>
/// <param name="Start">Milliseconds since 1970 UTC, as <paramref name="End"/>, which is the next day's.</param>
sealed record VisitDay(string Site, string Zone, int Number, long Start, long End)
{
    const long HourMs = 3_600_000;

    /// <summary>An event that is stored later than this after its hour ended marks the hour as changed; earlier it need not, for its day is not folded yet.</summary>
    public static readonly TimeSpan MarkedAfter = TimeSpan.FromMinutes(15);

    /// <summary>How long after its end a day may be folded. More than <see cref="MarkedAfter"/> by as much as the nodes' clocks may differ.</summary>
    public static readonly TimeSpan FoldedAfter = TimeSpan.FromHours(1);

    /// <summary>The hours since 1970 that lie in it, also in part: zones differ by quarters of an hour.</summary>
    public (long First, long Last) Hours => (HourOf(Start), HourOf(End - 1));

    public static long HourOf(long ms) => ms >= 0 ? ms / HourMs : (ms - HourMs + 1) / HourMs;

    public static long EndOf(long hour) => (hour + 1) * HourMs;
}
