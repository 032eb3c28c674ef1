using System.Text;
using Candor.Analyze.Filters;
using Candor.Store;
using Candor.Store.ClickHouse;

namespace Candor.Analyze;

/// <summary>
/// The conditions of a request as <see cref="ReportScope"/> has them, for ClickHouse, where visits are no table but worked out of their
/// signs. So a report of visits reads each sign once: <c>{visits}</c> counts for every visit all of it and what of it is meant.
/// </summary>
sealed class ClickHouseScope(IReadOnlyList<Filter> filters, string people)
{
    /// <summary>Signs of the range and around it, so that no visit is cut. The store looks for those bounds, and for rows that are marked as duplicates.</summary>
    const string Reach = "site = $site and time >= $reach_from and time < $reach_to{kept}";

    bool AsksEvents => filters.Any(f => f.Dimension.Session is null);

    bool AsksSessions => filters.Any(f => f.Dimension.Event is null);

    public string Fill(string text, ReadOnlySpan<(string Mark, SqlText Sql)> more)
    {
        var sql = new StringBuilder(text);
        foreach (var (mark, part) in more)
            sql.Replace("{" + mark + "}", part.ClickHouse ?? part.DuckDb);
        return sql.Replace("{signs}", Signs).Replace("{events}", Events).Replace("{visits}", Visits).Replace("{sessions}", Sessions)
            .Replace("{touching}", Touching).Replace("{meant_visits}", MeantVisits).ToString();
    }

    /// <summary>What <see cref="Events"/> is a condition on.</summary>
    string Signs => AsksSessions ? VisitSql.Stamped("signs", Reach) : "signs";

    string Events => $"site = $site and {Meant}{(AsksSessions ? $" and session in (select id from {Visits} where start < $to and \"end\" >= $from{SessionFilters})" : "{kept}")}";

    string Visits => VisitSql.Visits("signs", Reach, Meant);

    /// <summary>Visits that began in the range and are meant.</summary>
    string Sessions => $"start >= $from and start < $to and events > 0{people}{SessionFilters}{(AsksEvents ? " and meant_events > 0" : "")}";

    /// <summary>Visits that began in the range, and those of which something in it is meant.</summary>
    string Touching => AsksEvents ? MeantVisits : $"start < $to and \"end\" >= $from and events > 0{people}{SessionFilters} and (start >= $from or meant_events > 0)";

    string MeantVisits => $"meant_events > 0{SessionFilters}";

    string Meant => $"time >= $from and time < $to and name != 'Engagement'{people}{Conditions(f => f.Dimension.ClickHouse ?? f.Dimension.Event)}";

    string SessionFilters => Conditions(f => f.Dimension.Session);

    string Conditions(Func<Filter, string?> column) => FilterSql.Conditions(filters, column, (text, part) => $"position(lowerUTF8({text}), lowerUTF8({part})) > 0");
}
