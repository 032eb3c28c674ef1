using System.Buffers;
using Candor.Guard;

namespace Candor.Collect;

/// <summary>Counts a request's events of which nothing is kept, so that the journal can tell how many there were.</summary>
sealed class DroppedCount
{
    readonly List<(string Site, long Hour, string Category, string Rule)> dropped = [];

    public int Events => dropped.Count;

    public void Add(Event e, Verdict verdict) => dropped.Add((e.Site, DroppedLine.HourOf(e.Time), verdict.Categories[0], verdict.Reasons[0].Why));

    /// <summary>A line for all that are alike. Returns how many lines.</summary>
    public int Write(IBufferWriter<byte> output)
    {
        var lines = 0;
        foreach (var ((site, hour, category, rule), events) in dropped.CountBy(d => d))
        {
            DroppedLine.Write(site, hour, category, rule, events, output);
            lines++;
        }
        return lines;
    }
}
