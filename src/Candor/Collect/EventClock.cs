namespace Candor.Collect;

/// <summary>When an event happened, by the collector's clock. An event is never refused for its time, and never in the future.</summary>
static class EventClock
{
    /// <summary>Network time alone makes sending and receiving differ; more than this is a wrong clock.</summary>
    const long Tolerance = 2_000;

    const long MostAhead = 5 * 60_000;

    /// <summary>A browser keeps events for as long as a page sleeps. What is older by its own clock is a clock that was set.</summary>
    const long OldestHeld = 7 * 86_400_000L;

    /// <param name="time">As sent.</param>
    /// <param name="sent">The sender's clock when it sent; a browser's script always says it, servers and imports need not.</param>
    /// <param name="isReplaced">The time could not be right and <paramref name="received"/> stands in for it.</param>
    public static long Correct(long? time, long? sent, long received, out bool isReplaced)
    {
        isReplaced = false;
        if (time is not { } happened)
            return received;
        if (sent is { } clock && Math.Abs(received - clock) > Tolerance)
            happened += received - clock;

        var earliest = sent is null ? Wire.WireLimits.EarliestTime : received - OldestHeld;
        isReplaced = happened < earliest || happened > received + MostAhead;
        return isReplaced ? received : Math.Min(happened, received);
    }
}
