using System.Data.Common;
using DuckDB.NET.Data;

namespace Candor.Store.DuckDb;

/// <summary>The table <c>sessions</c>, through the loader's connection.</summary>
sealed class DuckDbStoredSessions(DuckDBConnection connection, LoadFeeds feeds) : IStoredSessions
{
    static readonly string Sql =
        $"""
        select s.id, s.site, s.visitor, s.start, s."end", s.pageviews, s.events, s.engaged_ms, s.value, s.bot, s.entry_after, s.exit_before, s.exit_path,
               {SessionColumns.List}
        from sessions s join load_windows() w on s.visitor = w.visitor
        where s."end" >= $from and s.start <= $to and s."end" >= w."from" and s.start <= w."to"
        """;

    const string RecentSql =
        """
        select id, visitor, start, "end", pageviews, events, engaged_ms, value, entry_after, exit_before, bot <> ''
        from sessions where "end" >= $end order by "end" desc limit $most
        """;

    public List<Session> Find(EventBatch batch, IReadOnlyList<SessionWindow> windows, Func<ulong, long, bool> competes)
    {
        (feeds.Batch, feeds.Windows) = (batch, windows);
        using var command = connection.Command(Sql,
            new SqlParameter("from", DuckDbTime.Clamped(windows.Min(w => w.From))), new SqlParameter("to", DuckDbTime.Clamped(windows.Max(w => w.To))));
        using var reader = command.ExecuteReader();
        var found = new List<Session>();
        while (reader.Read())
            found.Add(Read(reader, batch.Arena, competes));
        return found;
    }

    public long? LastEnd()
    {
        using var command = connection.Command("select max(\"end\") from sessions");
        return command.ExecuteScalar() is DateTime end ? DuckDbTime.ToMilliseconds(end) : null;
    }

    public void Since(long end, int most, Action<ulong, KnownSession> session)
    {
        using var command = connection.Command(RecentSql, new SqlParameter("end", DuckDbTime.Clamped(end)), new SqlParameter("most", most));
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (start, last) = (DuckDbTime.ToMilliseconds(row.GetDateTime(2)), DuckDbTime.ToMilliseconds(row.GetDateTime(3)));
            session(row.GetFieldValue<ulong>(1), new()
            {
                Id = row.GetFieldValue<ulong>(0), Start = start, End = last, Since = long.MinValue, PageViews = row.GetInt32(4), Events = row.GetInt32(5), EngagedMs = row.GetInt64(6),
                Value = row.GetDouble(7), EntryTime = start + row.GetInt64(8), ExitTime = last - row.GetInt64(9), HasBot = row.GetBoolean(10),
            });
        }
    }

    static Session Read(DbDataReader row, TextArena arena, Func<ulong, long, bool> competes)
    {
        var start = DuckDbTime.ToMilliseconds(row.GetDateTime(3));
        var (value, bot, exitPath) = (row.GetDouble(8), arena.Add(row.GetString(9)), arena.Add(row.GetString(12)));
        var session = new Session
        {
            Id = row.GetFieldValue<ulong>(0),
            Site = arena.Add(row.GetString(1)),
            Visitor = row.GetFieldValue<ulong>(2),
            Start = start,
            StoredStart = start,
            End = DuckDbTime.ToMilliseconds(row.GetDateTime(4)),
            PageViews = row.GetInt32(5),
            Events = row.GetInt32(6),
            EngagedMs = row.GetInt64(7),
            Value = value,
            StoredValue = value,
            Bot = bot,
            StoredBot = bot,
            ExitPath = exitPath,
            StoredExitPath = exitPath,
        };
        var best = SessionMark.BestOf(session.PageViews, session.Events);
        session.Entry = new(best, session.Start + row.GetInt64(10));
        session.Exit = new(best, session.End - row.GetInt64(11));
        if (competes(session.Visitor, session.Entry.Time))
            session.Description = ReadEntry(row, arena);
        return session;
    }

    static SessionEntry ReadEntry(DbDataReader row, TextArena arena)
    {
        var entry = new SessionEntry();
        for (var text = EntryText.Host; text <= EntryText.Language; text++)
            entry[text] = arena.Add(row.GetString(13 + (int)text));
        return entry;
    }
}
