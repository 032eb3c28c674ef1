using System.Text;

namespace Candor.Store.ClickHouse;

/// <summary>The hours that a batch touches, by site, and the marks that it leaves on those that were over.</summary>
sealed class LateHours
{
    readonly HashSet<(string Site, long Hour)> hours = [];
    byte[] lastSite = [];
    long lastHour = long.MinValue;

    public void Clear()
    {
        hours.Clear();
        lastHour = long.MinValue;
    }

    public void Add(ReadOnlySpan<byte> site, long timeMs)
    {
        var hour = VisitDay.HourOf(timeMs);
        if (hour == lastHour && site.SequenceEqual(lastSite))
            return;
        (lastSite, lastHour) = (site.ToArray(), hour);
        hours.Add((Encoding.UTF8.GetString(site), hour));
    }

    public void Add(string site, long timeMs) => hours.Add((site, VisitDay.HourOf(timeMs)));

    /// <summary>Marks as rows of <c>stale</c>; none when everything happened just now.</summary>
    public NativeBlock Marks(DateTimeOffset now)
    {
        var rows = new NativeBlock(("site", "String"), ("hour", "Int64"), ("mark", "UInt64"));
        var over = (now - VisitDay.MarkedAfter).ToUnixTimeMilliseconds();
        var mark = (ulong)Random.Shared.NextInt64();
        foreach (var (site, hour) in hours)
            if (VisitDay.EndOf(hour) < over)
            {
                rows.Text(Encoding.UTF8.GetBytes(site));
                rows.Number(hour);
                rows.Number(mark);
                rows.EndRow();
            }

        return rows;
    }
}
