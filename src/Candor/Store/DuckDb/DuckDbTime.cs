namespace Candor.Store.DuckDb;

/// <summary>Times cross as milliseconds since 1970 UTC; DuckDB's timestamps have no zone and are UTC here.</summary>
static class DuckDbTime
{
    public static DateTime Of(long milliseconds) => new(DateTime.UnixEpoch.Ticks + milliseconds * TimeSpan.TicksPerMillisecond);

    /// <summary>For windows that reach past the calendar's ends.</summary>
    public static long Clamp(long milliseconds) => Math.Clamp(milliseconds, -62135596800000, 253402300799999);

    public static DateTime Clamped(long milliseconds) => Of(Clamp(milliseconds));

    public static long ToMilliseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
