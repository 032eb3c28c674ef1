using System.Data.Common;

namespace Candor.Analyze.Rollups;

/// <summary>The columns of rollup_values that hold a <see cref="Tally"/>.</summary>
static class RollupColumns
{
    public const string Tally = "visitors, pageviews, events, sessions, bounces, session_ms, engaged_ms, value, session_views";

    public const string Sums = "sum(visitors)::bigint, sum(pageviews)::bigint, sum(events)::bigint, sum(sessions)::bigint, sum(bounces)::bigint, sum(session_ms), sum(engaged_ms), sum(value), sum(session_views)::bigint";

    public static Tally Read(DbDataReader row, int first) => Analyze.Tally.Read(row, first) with { SessionViews = row.GetInt64(first + 8) };

    public static byte[] Bytes(DbDataReader row, int column)
    {
        using var stream = row.GetStream(column);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
