using System.Buffers;

namespace Candor;

/// <summary>
/// How events that Guard refused whole are written down: a line in the form of an event that says how many there were, in which hour, of which
/// category and by which rule. It holds nothing of the sender's. So the count is durable with the answer, and counted once, as events are.
/// </summary>
static class DroppedLine
{
    const long HourMs = 3_600_000;

    /// <summary>The start of the hour, in milliseconds since 1970 UTC.</summary>
    public static long HourOf(long time) => time - (time % HourMs + HourMs) % HourMs;

    /// <param name="time">Of the events, milliseconds since 1970 UTC; the hour of it is kept.</param>
    /// <param name="rule">In Guard's words.</param>
    public static void Write(string site, long time, string category, string rule, int events, IBufferWriter<byte> output)
    {
        var hour = HourOf(time);
        // A random id: one made of the time would tell the moment.
        EventLine.Write(new Event { Site = site, Id = Guid.NewGuid(), Name = category, Time = hour, Received = hour, Title = rule, Value = events, Source = EventSource.Guard }, output);
    }
}
