using System.Data.Common;

namespace Candor.Analyze;

/// <summary>What is counted of one row, before anything is divided or rounded. All but <see cref="Visitors"/> can be added up over days.</summary>
/// <param name="SessionViews">Page views of the sessions, which for sessions that cross the range's border are not those of the range. Only counted for the whole site.</param>
readonly record struct Tally(long Visitors, long Pageviews, long Events, long Sessions, long Bounces, double SessionMs, double EngagedMs, double Value, long SessionViews = 0)
{
    public static Tally operator +(Tally a, Tally b) => new(
        a.Visitors + b.Visitors, a.Pageviews + b.Pageviews, a.Events + b.Events, a.Sessions + b.Sessions, a.Bounces + b.Bounces,
        a.SessionMs + b.SessionMs, a.EngagedMs + b.EngagedMs, a.Value + b.Value, a.SessionViews + b.SessionViews);

    /// <summary>From eight columns in the order of the members.</summary>
    public static Tally Read(DbDataReader row, int first) => new(
        row.GetInt64(first), row.GetInt64(first + 1), row.GetInt64(first + 2), row.GetInt64(first + 3), row.GetInt64(first + 4),
        row.GetDouble(first + 5), row.GetDouble(first + 6), row.GetDouble(first + 7));
}

readonly record struct NamedTally(string Name, Tally Tally)
{
    public static NamedTally Read(DbDataReader row) => new(row.GetString(0), Tally.Read(row, 1));
}
