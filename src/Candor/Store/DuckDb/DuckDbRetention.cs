using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>Deletes what is older than its site allows, in one transaction, and gives the blocks back.</summary>
static class DuckDbRetention
{
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
        connection.Execute("insert into stale select distinct site, date_trunc('hour', time) from events where site = $site and time < $before", old);
        connection.Execute("insert into stale select distinct site, date_trunc('hour', start) from sessions where site = $site and \"end\" < $before", old);
        var events = connection.Execute("delete from events where site = $site and time < $before", old);
        var engagements = connection.Execute("delete from engagement where site = $site and time < $before", old);
        var sessions = connection.Execute("delete from sessions where site = $site and \"end\" < $before", old);
        // A named visitor always has a session; without one nothing of theirs is left but the id, which must go too.
        var visitors = connection.Execute(
            "delete from visitors where site = $site and key not in (select visitor from sessions where site = $site)", new SqlParameter("site", limit.Site));
        connection.Execute("delete from rollup_visitors where site = $site and visitor not in (select visitor from sessions where site = $site)", new SqlParameter("site", limit.Site));
        connection.Execute("delete from quarantine where time < $before and contains(line, '\"site\":\"' || $site || '\"')", old);
        return new(sum.Events + events, sum.Engagements + engagements, sum.Sessions + sessions, sum.Visitors + visitors);
    }

    static SqlParameter Before(DateTimeOffset before) => new("before", before.UtcDateTime);
}
