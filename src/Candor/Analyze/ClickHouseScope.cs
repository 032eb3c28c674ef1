using System.Text;
using Candor.Analyze.Filters;
using Candor.Analyze.Rollups;
using Candor.Store;
using Candor.Store.ClickHouse;

namespace Candor.Analyze;

/// <summary>
/// The conditions of a request as <see cref="ReportScope"/> has them, for ClickHouse, where visits are kept for days that are over and
/// otherwise worked out of their signs. So a report of visits reads each sign once: <c>{visits}</c> counts for every visit all of it and what
/// of it is meant.
/// </summary>
/// <param name="days">Null to work all visits out.</param>
sealed class ClickHouseScope(IReadOnlyList<Filter> filters, string people, VisitDayPlan? days)
{
    /// <summary>Signs of the range and around it, so that no visit is cut. The store looks for those bounds, and for rows that are marked as duplicates.</summary>
    const string Reach = "site = $site and time >= $reach_from and time < $reach_to{kept}";

    bool AsksEvents => filters.Any(f => f.Dimension.Session is null);

    bool AsksSessions => filters.Any(f => f.Dimension.Event is null);

    public string Fill(string text, ReadOnlySpan<(string Mark, SqlText Sql)> more)
    {
        var sql = new StringBuilder(text).Replace("{totals}", Totals).Replace("{points}", Points);
        foreach (var (mark, part) in more)
            sql.Replace("{" + mark + "}", part.ClickHouse ?? part.DuckDb);
        sql.Replace("{sessions}", Sessions).Replace("{touching}", Touching).Replace("{meant_visits}", MeantVisits);
        var question = sql.ToString();
        var columns = VisitColumns.NamedIn(question);
        return sql.Replace("{signs}", Signs(question)).Replace("{events}", Events).Replace("{visits}", days?.Visits(columns) ?? SignVisits(columns)).ToString();
    }

    /// <summary>What <see cref="Events"/> is a condition on.</summary>
    string Signs(string question) => AsksSessions ? VisitSql.Stamped("signs", Reach, SignRows.NamedIn(question + Meant, "site", "time", "visitor", "sequence")) : "signs";

    string Events => $"site = $site and {Meant}{(AsksSessions ? $" and session in (select id from {SignVisits(VisitColumns.NamedIn("id" + SessionFilters))} where start < $to and \"end\" >= $from{SessionFilters})" : "{kept}")}";

    string SignVisits(VisitColumns columns) => VisitSql.Visits("signs", Reach, Meant, columns);

    /// <summary>Visitors, page views, events and value of all events that are meant.</summary>
    string Totals => days is null ? $"{OfSigns} from {{signs}} where {Events}"
        : AsksSessions ? $"select toInt64(uniqExactIf(visitor, meant_events > 0)), sum(meant_pageviews), sum(meant_events), toFloat64(sum(meant_value)) from {{visits}} where {MeantVisits}"
        : $"{OfPeople} from {days.People}";

    /// <summary>The same by point of a series: <c>{time}</c> says of an event in which it lies, <c>{day}</c> of a whole day, where no point is shorter.</summary>
    string Points => days is null || AsksSessions ? $"{OfSigns}, {{time}} as bucket from {{signs}} where {Events} group by bucket"
        : $"{OfPeople}, {{day}} as bucket from {days.People} group by bucket";

    static readonly string OfSigns =
        $"select {Counted.VisitorsInClickHouse} as visitors, {Counted.PageviewsInClickHouse} as pageviews, {Counted.EventsInClickHouse} as events, toFloat64(ifNull(sumIf(value, name = 'Purchase'), 0)) as value";

    const string OfPeople =
        "select toInt64(uniqExactIf(visitor, visitor != 0)) as visitors, toInt64(sum(pageviews)) as pageviews, toInt64(sum(events)) as events, toFloat64(sum(value)) as value";

    /// <summary>Visits that began in the range and are meant.</summary>
    string Sessions => $"start >= $from and start < $to and events > 0{people}{SessionFilters}{(AsksEvents ? " and meant_events > 0" : "")}";

    /// <summary>Visits that began in the range, and those of which something in it is meant.</summary>
    string Touching => AsksEvents ? MeantVisits : $"start < $to and \"end\" >= $from and events > 0{people}{SessionFilters} and (start >= $from or meant_events > 0)";

    string MeantVisits => $"meant_events > 0{SessionFilters}";

    string Meant => $"time >= $from and time < $to and name != 'Engagement'{people}{Conditions(f => f.Dimension.ClickHouse ?? f.Dimension.Event)}";

    string SessionFilters => Conditions(f => f.Dimension.Session);

    string Conditions(Func<Filter, string?> column) => FilterSql.Conditions(filters, column, (text, part) => $"position(lowerUTF8({text}), lowerUTF8({part})) > 0");
}
