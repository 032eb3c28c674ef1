using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>
/// Deletes what is older than its site allows, in one transaction, and gives the blocks back. An event's age counts from the later of when it
/// happened and when it came: by its own time alone, the history that somebody imports today would be gone tomorrow.
/// </summary>
static class DuckDbRetention
{
    const string OldEvents = "site = $site and time < $before and received < $before";

    const string VisitsLeft = "select session from events where site = $site";

    const string OldSessions = $"site = $site and \"end\" < $before and id not in ({VisitsLeft})";

    public static RetentionOutcome Apply(DuckDbDatabase database, IReadOnlyList<RetentionLimit> limits, CancellationToken cancellationToken)
    {
        using var connection = database.Connect();
        connection.Execute("begin transaction");
        try
        {
            var outcome = default(RetentionOutcome);
            foreach (var limit in limits)
            {
                cancellationToken.ThrowIfCancellationRequested();
                outcome = Apply(connection, limit, outcome);
            }

            if (limits.Count > 0)
                connection.Execute("delete from quarantine where time < $before", Before(limits.Min(l => l.Before)));
            connection.Execute("commit");
            if (outcome != default)
                connection.TryExecute("checkpoint");
            return outcome;
        }
        catch
        {
            connection.TryExecute("rollback");
            throw;
        }
    }

    static RetentionOutcome Apply(DuckDBConnection connection, RetentionLimit limit, RetentionOutcome sum)
    {
        SqlParameter[] old = [new("site", limit.Site), Before(limit.Before)];
        // Their roll-ups know of them too.
        connection.Execute($"insert into stale select distinct site, date_trunc('hour', time) from events where {OldEvents}", old);
        var events = connection.Execute($"delete from events where {OldEvents}", old);
        // A visit and the time spent in it go with its last event. Session 0 is nobody's and says nothing about what is left.
        var engagements = connection.Execute($"delete from engagement where site = $site and time < $before and (session = 0 or session not in ({VisitsLeft}))", old);
        connection.Execute($"insert into stale select distinct site, date_trunc('hour', start) from sessions where {OldSessions}", old);
        var sessions = connection.Execute($"delete from sessions where {OldSessions}", old);
        // A named visitor always has a session; without one nothing of theirs is left but the id, which must go too.
        var visitors = connection.Execute(
            "delete from visitors where site = $site and key not in (select visitor from sessions where site = $site)", new SqlParameter("site", limit.Site));
        connection.Execute("delete from dropped where site = $site and hour < $before", old);
        connection.Execute("delete from rollup_visitors where site = $site and visitor not in (select visitor from sessions where site = $site)", new SqlParameter("site", limit.Site));
        connection.Execute("delete from quarantine where time < $before and contains(line, '\"site\":\"' || $site || '\"')", old);
        return new(sum.Events + events, sum.Engagements + engagements, sum.Sessions + sessions, sum.Visitors + visitors);
    }

    static SqlParameter Before(DateTimeOffset before) => new("before", before.UtcDateTime);
}
