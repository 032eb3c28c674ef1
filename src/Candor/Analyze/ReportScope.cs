using System.Text;
using Candor.Analyze.Filters;
using Candor.Analyze.Rollups;
using Candor.Store;

namespace Candor.Analyze;

/// <summary>
/// The conditions of a request as SQL over one table each, and the parameters that they use.
/// An event is meant when all filters hold for it, those about visits for its session. A session is meant when the filters about visits
/// hold for it and, where a filter is about events, one of its events in the range is meant.
/// </summary>
sealed class ReportScope
{
    readonly IReadOnlyList<Filter> filters;
    readonly string people;

    public ReportScope(string site, DateTime start, DateTime end, IReadOnlyList<Filter> filters)
    {
        this.filters = filters;
        people = filters.Any(f => f.Dimension == Dimensions.Bot) ? "" : " and bot = ''";
        Parameters = [new("site", site), new("from", start), new("to", end)];
        for (var i = 0; i < filters.Count; i++)
        {
            if (filters[i].Dimension.NeedsKey)
                Parameters.Add(new($"k{i}", Pointer(filters[i].Key)));
            for (var j = 0; j < filters[i].Values.Count; j++)
                Parameters.Add(new($"f{i}_{j}", filters[i].Values[j]));
        }
    }

    public ReportScope(ReportRequest request) : this(request.Site, request.Start, request.End, request.Filters)
    {
    }

    public List<SqlParameter> Parameters { get; }

    /// <summary>Which days ClickHouse has the visits of; null to work all of them out.</summary>
    public VisitDayPlan? Days { get; set; }

    /// <summary>A filter is about events.</summary>
    public bool AsksEvents => filters.Any(f => f.Dimension.Session is null);

    bool AsksSessions => filters.Any(f => f.Dimension.Event is null);

    /// <summary>Which rows of events: those of the range that are meant.</summary>
    public string Events => EventsOfRange + Conditions(f => f.Dimension.Event)
        + (AsksSessions ? $" and session in (select id from sessions where site = $site and \"end\" >= $from and start < $to{Conditions(f => f.Dimension.Session)})" : "");

    /// <summary>Which rows of sessions: those that began in the range and are meant. A tab that somebody comes back to after an hour
    /// reports engaged time without any event; that alone is no visit.</summary>
    public string Sessions => "site = $site and start >= $from and start < $to and events > 0" + people + SessionConditions;

    /// <summary>As <see cref="Sessions"/>, with those that began before and went on into the range.</summary>
    public string SessionsTouching => "site = $site and start < $to and \"end\" >= $from and events > 0" + people + SessionConditions;

    string EventsOfRange => "site = $site and time >= $from and time < $to" + people;

    string SessionConditions => AsksEvents
        ? Conditions(f => f.Dimension.Session) + $" and id in (select session from events where {EventsOfRange}{Conditions(f => f.Dimension.Event)})"
        : Conditions(f => f.Dimension.Session);

    /// <summary>Puts the conditions, and what else a report's text leaves open, into it.</summary>
    public SqlText Fill(SqlText text, params ReadOnlySpan<(string Mark, SqlText Sql)> more)
    {
        var sql = new StringBuilder(text.DuckDb);
        foreach (var (mark, part) in more)
            sql.Replace("{" + mark + "}", part.DuckDb);
        sql.Replace("{events}", Events).Replace("{sessions}", Sessions).Replace("{touching}", SessionsTouching);
        return new SqlText(sql.ToString()) { ClickHouse = text.ClickHouse is { } other ? new ClickHouseScope(filters, people, Days).Fill(other, more) : null };
    }

    /// <summary>RFC 6901, in which any text can be a key.</summary>
    public static string Pointer(string key) => "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    string Conditions(Func<Filter, string?> column) => FilterSql.Conditions(filters, column, (text, part) => $"contains(lower({text}), lower({part}))");
}
