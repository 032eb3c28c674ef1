using System.Buffers;
using Candor.Journal;
using Candor.Sites;
using Candor.Store;
using Candor.Store.DuckDb;
using Candor.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.EndToEnd.Migrate;

/// <summary>One machine's data folder as months of use leave it: sites, people and keys, stored events of every kind, and a journal whose end is not stored yet.</summary>
sealed class EmbeddedInstall(string data)
{
    public const string Password = "correct horse battery";

    const int Days = 60;

    /// <summary>Records of the journal that the store lacks.</summary>
    public const int Waiting = 200;

    public string Data => data;

    public IReadOnlyList<string> Sites { get; private set; } = [];

    /// <summary>A key that reads all sites.</summary>
    public string ReadKey { get; private set; } = "";

    /// <summary>Events, engagement, and what could not be read.</summary>
    public long Records { get; private set; }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    string StorePath => Path.Combine(data, "store", "events.duckdb");

    /// <param name="events">About how many there are to be.</param>
    public async Task FillAsync(int events, int seed)
    {
        Directory.CreateDirectory(data);
        await AddPeopleAsync();
        var lines = Lines(events, seed).GetEnumerator();
        JournalPosition position;
        await using (var store = DuckDbEventStore.Open(new EventStoreOptions { Path = StorePath }, TimeProvider.System))
        {
            using var batch = new EventBatch();
            for (var more = true; more;)
            {
                batch.Clear();
                for (var i = 0; i < DuckDbLoad.RowGroup && (more = lines.MoveNext()); i++)
                    batch.Add(store.Position.Sequence + i, lines.Current);
                // A row group may leave the end of its batch for the next one.
                for (var left = batch.Records; left > 0; left = batch.Records)
                {
                    var outcome = await store.LoadAsync(batch, Cancel);
                    Records += outcome.Events + outcome.Engagements + outcome.Quarantined;
                    if (outcome.Next == batch.Next)
                        break;
                    Keep(batch, outcome.Next.Sequence);
                }
            }
            position = store.Position;
        }

        await AppendAsync(position);
    }

    static void Keep(EventBatch batch, long from)
    {
        var left = Enumerable.Range(0, batch.Count).Where(i => batch[i].Sequence >= from).Select(i => (batch[i].Sequence, Line: RowLine.Of(batch, i))).ToList();
        batch.Clear();
        foreach (var (sequence, line) in left)
            batch.Add(sequence, line);
    }

    async Task AddPeopleAsync()
    {
        var database = SitesDatabase.Of(new SitesOptions(Path.Combine(data, "candor.db")));
        using (var sites = new SiteDirectory(database, TimeProvider.System))
        using (var keys = new KeyDirectory(database, sites, TimeProvider.System))
        using (var users = new UserDirectory(database, TimeProvider.System))
        {
            var first = await sites.AddAsync("lindenhof.example", "Lindenhof", "Europe/Berlin", Cancel);
            var second = await sites.AddAsync("second.example", null, "America/New_York", Cancel);
            await sites.ChangeAsync(second.Id, null, null, ["https://shop.second.example"], null, Cancel);
            Sites = [first.Id, second.Id];
            ReadKey = (await keys.AddAsync(null, KeyScope.Read, "reports", Cancel)).Key;
            var gone = await keys.AddAsync(first.Id, KeyScope.Ingest, "gone", Cancel);
            await keys.RevokeAsync(gone.Info.Id, Cancel);
            await users.AddAsync("Owner@lindenhof.example", Password, UserRole.Owner, Cancel);
            var left = await users.AddAsync("left", Password, UserRole.Viewer, Cancel);
            await users.AddAsync("analyst", Password, UserRole.Analyst, Cancel);
            await users.RemoveAsync(left.Id, Cancel);
            var goals = new GoalDirectory(database, sites);
            await goals.AddAsync(first.Id, "Appointment", "Schedule", null, Cancel);
            await goals.AddAsync(first.Id, "Contact page", null, "/contact*", Cancel);
        }
        SqliteConnection.ClearAllPools();
    }

    IEnumerable<byte[]> Lines(int events, int seed)
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-1);
        var number = 0;
        // The weeks' rhythm and growth of Visits, and the events of its visits, come to 4.6 for each that is asked for a day.
        foreach (var e in Visits.Make(Sites[0], now, Days, Math.Max(1, (int)(events / Days / 4.6)), seed))
        {
            number++;
            var day = e.Time / 86_400_000;
            yield return Line((number % 11) switch
            {
                0 => e with { Visitor = $"d.{VisitorNumber(e):x16}", Removed = ["email", "phone"] },
                1 => e with { Visitor = "", Site = Sites[1] },
                2 => e with { Visitor = "", Bot = "Googlebot" },
                3 => e with { Visitor = $"crm-{day % 50}", Received = e.Time + 90_000_000, Source = EventSource.Server, Region = "Berlin", User = "{\"em\":\"ab\"}"u8.ToArray() },
                _ => e,
            });
            if (number % 500 == 0)
            {
                // Two of one instant, told apart by what they say; the text that sorts last came first.
                yield return Line(e with { Id = Guid.NewGuid(), Name = "PageView", Props = default, Url = "https://lindenhof.example/z?utm_source=zeta", Visitor = $"c.tie{number}" });
                yield return Line(e with { Id = Guid.NewGuid(), Name = "PageView", Props = default, Url = "https://lindenhof.example/a?utm_source=alpha", Visitor = $"c.tie{number}" });
            }

            if (number % 1000 == 7)
                yield return Dropped(e);
            if (number % 20_000 == 1)
                yield return "{\"site\":\"not an event\"}"u8.ToArray();
        }
    }

    static byte[] Dropped(Event e)
    {
        var line = new ArrayBufferWriter<byte>();
        DroppedLine.Write(e.Site, e.Time, "crisis", "no such event is kept", 2, line);
        return line.WrittenSpan.TrimEnd((byte)'\n').ToArray();
    }

    static int VisitorNumber(Event e) => (e.Visitor + e.Time / 86_400_000).GetHashCode(StringComparison.Ordinal);

    /// <summary>As a server leaves it that was killed a moment after it answered.</summary>
    async Task AppendAsync(JournalPosition position)
    {
        await using var journal = EventJournal.Open(
            new JournalOptions { Directory = Path.Combine(data, "journal"), MinFreeBytes = 0, ContinueFrom = position.Sequence }, TimeProvider.System, NullLogger<EventJournal>.Instance);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < Waiting; i++)
        {
            var e = View($"/waiting-{i % 7}", visitor: $"c.waiting{i % 30}") with { Site = Sites[0], Time = now - 600_000 + i, Received = now - 600_000 + i };
            await journal.AppendAsync([.. Line(e), (byte)'\n'], 1);
        }
        Records += Waiting;
    }
}
