using Candor.Store;
using CsCheck;

namespace Candor.Tests.Store;

/// <summary>Whatever is remembered or forgotten, the answer is the table's.</summary>
public sealed class RecentSessionsTests
{
    const long Slot = 10 * 60 * 1000;

    static readonly Gen<(int Visitor, int From, int Length, bool Restart, bool Competes)[]> Arrivals =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40], Gen.Int[0, 4], Gen.Int[0, 15].Select(n => n == 0), Gen.Int[0, 5].Select(n => n == 0)).Array[1, 60];

    [Fact]
    public void TheAnswerIsTheTables() => Gen.Select(Arrivals, Gen.Int[1, 5]).Sample((arrivals, most) =>
    {
        using var batch = new EventBatch();
        var table = new ListOfSessions();
        var recent = new RecentSessions(table, most);
        foreach (var (visitor, from, length, restart, competes) in arrivals)
        {
            if (restart)
                recent.Forget();
            var (start, end) = (from * Slot, (from + length) * Slot);
            SessionWindow[] windows = [new((ulong)visitor + 1, default, start - Session.Gap, end + Session.Gap)];
            var expected = table.Find(batch, windows, (_, _) => competes);
            Assert.Equal(expected.Select(InNumbers), recent.Find(batch, windows, (_, _) => competes).OrderBy(s => s.Start).Select(InNumbers));
            recent.Learn(table.Take((ulong)visitor + 1, start, end, expected));
        }
    });

    static string InNumbers(Session s) => $"{s.Id} {s.Visitor} {s.Start} {s.StoredStart} {s.End} {s.PageViews} {s.Events} {s.EngagedMs} {s.Value} {s.StoredValue} {s.Entry} {s.Exit}";

    sealed class ListOfSessions : IStoredSessions
    {
        readonly List<Session> stored = [];
        ulong next = 1;

        public List<Session> Find(EventBatch batch, IReadOnlyList<SessionWindow> windows, Func<ulong, long, bool> competes) =>
            [.. stored.Where(s => windows.Any(w => w.Visitor == s.Visitor && s.End >= w.From && s.Start <= w.To)).OrderBy(s => s.Start)];

        public long? LastEnd() => stored.Count == 0 ? null : stored.Max(s => s.End);

        public void Since(long end, int most, Action<ulong, KnownSession> session)
        {
            foreach (var s in stored.Where(s => s.End >= end).OrderByDescending(s => s.End).Take(most))
                session(s.Visitor, KnownSession.Of(s, long.MinValue));
        }

        /// <summary>One that touches none is new; the first of several takes the others in.</summary>
        public SessionChanges Take(ulong visitor, long start, long end, List<Session> touched)
        {
            var changes = new SessionChanges();
            stored.RemoveAll(touched.Contains);
            var first = Math.Min(start, touched.Count == 0 ? start : touched.Min(s => s.Start));
            var session = new Session
            {
                Id = touched.Count > 0 ? touched[^1].Id : next++, Site = default, Visitor = visitor, Start = first, StoredStart = first,
                End = Math.Max(end, touched.Count == 0 ? end : touched.Max(s => s.End)), PageViews = 1, Events = touched.Sum(s => s.Events) + 1,
                EngagedMs = start, Value = start / 7.0, StoredValue = start / 7.0, Entry = new(EventClass.PageView, start), Exit = new(EventClass.PageView, end),
            };
            stored.Add(session);
            (touched.Count > 0 ? changes.Changed : changes.New).Add(session);
            return changes;
        }
    }
}
