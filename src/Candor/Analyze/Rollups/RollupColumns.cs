using System.Data.Common;

namespace Candor.Analyze.Rollups;

/// <summary>Where days of a report are kept, and which parts of a <see cref="Tally"/> are.</summary>
sealed record RollupColumns(string Table, bool OfSessions)
{
    public static RollupColumns Values { get; } = new("rollup_values", OfSessions: true);

    /// <summary>Without what only sessions have: summing zeros over every page and day cost more than all else.</summary>
    public static RollupColumns Pages { get; } = new("rollup_pages", OfSessions: false);

    public static IReadOnlyList<RollupColumns> All { get; } = [Values, Pages];

    public string Tally => "visitors, pageviews, events" + (OfSessions ? ", sessions, bounces, session_ms, engaged_ms, value, session_views" : "");

    public int Count => OfSessions ? 9 : 3;

    public string Sums => "sum(visitors)::bigint, sum(pageviews)::bigint, sum(events)::bigint"
        + (OfSessions ? ", sum(sessions)::bigint, sum(bounces)::bigint, sum(session_ms), sum(engaged_ms), sum(value), sum(session_views)::bigint" : "");

    public Tally Read(DbDataReader row, int first) => OfSessions
        ? Analyze.Tally.Read(row, first) with { SessionViews = row.GetInt64(first + 8) }
        : new(row.GetInt64(first), row.GetInt64(first + 1), row.GetInt64(first + 2), 0, 0, 0, 0, 0);
}
