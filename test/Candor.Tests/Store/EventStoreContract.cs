using System.Text;
using Candor.Store;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store;

/// <summary>What holds for events in whatever engine they are stored.</summary>
public abstract class EventStoreContract : IAsyncLifetime
{
    private protected IEventStore Store { get; private set; } = null!;

    /// <summary>Opens the test's one store, again when it was closed.</summary>
    private protected abstract IEventStore Open();

    public ValueTask InitializeAsync()
    {
        Store = Open();
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Store.DisposeAsync();
    }

    private protected async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = Open();
    }

    [Fact]
    public async Task AnEventIsStoredInAllItsParts()
    {
        var e = View("/shop/shoes?utm_source=news&q=red#top") with
        {
            Name = "Purchase",
            Title = "Shoes & \"more\"",
            Referrer = "https://Search.Example.com/find?q=secret",
            Props = "{\"value\":42.5,\"currency\":\"EUR\"}"u8.ToArray(),
            Value = 42.5,
            Currency = "EUR",
            User = "{\"em\":\"ab\"}"u8.ToArray(),
            Consent = new Consent(true, false),
            Screen = "1440x900",
            Language = "en-GB",
            Country = "DE",
            Region = "Berlin",
            Device = "desktop",
            Browser = "Firefox",
            Os = "Linux",
            Source = EventSource.Server,
            Removed = ["email", "phone"],
        };
        await Store.Load(e);
        Assert.Equal(
            [$"{Site}|2026-03-10 12:00:00.000|2026-03-10 12:00:00.040|{e.Id}|Purchase|www.example.org|/shop/shoes|utm_source=news&q=red|Shoes & \"more\"|search.example.com/find|DE|Berlin|desktop|Firefox|Linux|en-GB|1440x900|{{\"value\":42.5,\"currency\":\"EUR\"}}|42.5|EUR|6|1||email,phone|{{\"em\":\"ab\"}}"],
            await Store.Rows("select * exclude (visitor, session) from events"));
    }

    [Fact]
    public async Task AnEventThatSaysLittleIsStoredWithEmptyTexts()
    {
        await Store.LoadText("""{"site":"s_1","id":"0190a3f4-0000-7000-8000-000000000001","name":"Lead","time":-5,"received":1790000000000,"unknown":{"a":[1]}}""");
        Assert.Equal(["s_1|1969-12-31 23:59:59.995|Lead|0|0|||||null|"], await Store.Rows("select site, time, name, visitor, session, host, path, props, bot, value, matching from events"));
    }

    [Fact]
    public async Task PositionMovesWithTheEvents()
    {
        Assert.Equal(1, Store.Position.Sequence);
        await Store.Load(View("/a"), View("/b"));
        Assert.Equal(3, Store.Position.Sequence);
        await Reopen();
        Assert.Equal(3, Store.Position.Sequence);
        Assert.Equal(2, await Store.Number("select count(*) from events"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(47.9999, 1)]
    [InlineData(48, 1)]
    [InlineData(48.0003, 2)]
    [InlineData(-48, 1)]
    [InlineData(-48.0003, 2)]
    public async Task TheSameIdWithin48HoursIsStoredOnce(double hoursLater, int stored)
    {
        var first = View("/a");
        var again = first with { Time = first.Time + (long)(hoursLater * 3_600_000) };

        Assert.Equal(2 - stored, (await Store.Load(first, again)).Duplicates);
        Assert.Equal(stored, await Store.Number("select count(*) from events"));

        // The same in two batches, and across a restart.
        var other = first with { Id = Guid.NewGuid() };
        await Store.Load(other);
        Assert.Equal(2 - stored, (await Store.Load(again with { Id = other.Id })).Duplicates);
        await Reopen();
        Assert.Equal(1, (await Store.Load(again with { Id = other.Id })).Duplicates);
        Assert.Equal(2 * stored, await Store.Number("select count(*) from events"));
    }

    [Fact]
    public async Task AnotherNameOrAnotherSiteIsAnotherEvent()
    {
        var e = View("/a");
        await Store.Load(e, e with { Name = "Lead" }, e with { Site = "s_bbbbbbbbbbbb" });
        await Store.Load(e with { Name = "Search" }, e with { Site = "s_cccccccccccc" });
        Assert.Equal(5, await Store.Number("select count(*) from events"));
    }

    [Fact]
    public async Task AnOldImportIsComparedWithWhatWasStoredThen()
    {
        var old = Enumerable.Range(0, 300).Select(i => View("/a", minutes: -1_000_000 - (i * 2000), visitor: $"v{i % 7}") with { Source = EventSource.Import }).ToArray();
        await Store.Load(old);
        await Store.Load(View("/now"));
        await Reopen();
        Assert.Equal(300, (await Store.Load(old.Reverse())).Duplicates);
        Assert.Equal(301, await Store.Number("select count(*) from events"));
    }

    [Fact]
    public async Task ResentEngagementIsStoredOnce()
    {
        var page = View("/a");
        var engagement = Engagement(page, 5_000);
        await Store.Load(page, engagement, engagement);
        await Store.Load(engagement);
        Assert.Equal(["5000|50|/a|" + page.Id], await Store.Rows("select engaged_ms, scroll, path, page from engagement"));
        Assert.Equal(["1|1|5000"], await Store.Rows("select pageviews, events, engaged_ms from sessions"));
    }

    [Fact]
    public async Task NobodyHasNoSession()
    {
        await Store.Load(View("/a", visitor: ""), View("/b", visitor: ""));
        Assert.Equal(2, await Store.Number("select count(*) from events where visitor = 0 and session = 0"));
        Assert.Equal(0, await Store.Number("select count(*) from sessions"));
    }

    [Fact]
    public async Task OnlyIdsThatOutliveTheDayAreKeptAsText()
    {
        await Store.Load(View("/a", visitor: "d.daily"), View("/a", visitor: "c.cookie"), View("/a", visitor: "crm-7"), View("/b", 90, visitor: "c.cookie"));
        await Store.Load(View("/a", -90, visitor: "c.cookie"));
        Assert.Equal(["c.cookie|2026-03-10 10:30:00.000", "crm-7|2026-03-10 12:00:00.000"], await Store.Rows("select id, first_seen from visitors order by id"));
        Assert.Equal(3, await Store.Number("select count(*) from events join visitors on key = visitor where visitors.id = 'c.cookie'"));
    }

    [Fact]
    public async Task TheSameVisitorIdOnAnotherSiteIsAnotherVisitor()
    {
        await Store.Load(View("/a"), View("/a") with { Site = "s_bbbbbbbbbbbb" });
        Assert.Equal(2, await Store.Number("select count(distinct visitor) from events"));
        Assert.Equal(2, await Store.Number("select count(*) from sessions"));
    }

    [Fact]
    public async Task WhatCannotBeReadIsSetAsideAndTheRestFlows()
    {
        var good = Encoding.UTF8.GetString(Line(View("/a")));
        var deep = new string('[', 100) + new string(']', 100);
        string[] lines =
        [
            good,
            "not json",
            "[]",
            """{"site":"s_1"}""",
            good.Replace("\"time\":", "\"time\":1e400,\"x\":"),
            good.Replace("\"time\":", "\"time\":99999999999999999999,\"x\":"),
            good.Replace("\"time\":", "\"time\":9223372036854775807,\"x\":"),
            good.Replace("\"url\":", "\"value\":1e400,\"url\":"),
            good.Replace("\"url\":", "\"title\":\"\\ud800\",\"url\":"),
            good.Replace("\"url\":", "\"title\":7,\"url\":"),
            good.Replace("\"url\":", $"\"props\":{deep},\"url\":"),
            good.Replace("\"PageView\"", "\"\""),
            good + "{}",
            Encoding.UTF8.GetString(Line(View("/b") with { Title = "NUL \0 and 😀" })),
        ];
        var outcome = await Store.LoadText(lines);
        await Store.LoadLines([0x7b, 0xff, 0xfe]);
        Assert.Equal(12, outcome.Quarantined);
        Assert.Equal(2, outcome.Events);
        Assert.Equal(["/a|", "/b|NUL \0 and 😀"], await Store.Rows("select path, title from events order by path"));
        Assert.Equal(13, await Store.Number("select count(*) from quarantine where reason <> ''"));
        Assert.Equal(["not json"], await Store.Rows("select line from quarantine where sequence = 2"));
        Assert.Equal(["The line is not UTF-8.|base64:e//+"], await Store.Rows("select reason, line from quarantine where sequence = 15"));
        Assert.Equal(16, Store.Position.Sequence);
    }

    [Fact]
    public async Task ALineWithTenThousandKeysIsStored()
    {
        var props = "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"k{i}\":{i}")) + "}";
        await Store.Load(View("/a") with { Props = Encoding.UTF8.GetBytes(props) });
        Assert.Equal([props], await Store.Rows("select props from events"));
    }

    [Fact]
    public async Task TheQuarantineCanBeTriedAgain()
    {
        var e = View("/a");
        var good = Encoding.UTF8.GetString(Line(e));
        await Store.LoadText("broken", good);
        await Store.ExecuteAsync([new(new SqlText("update quarantine set line = $line") { ClickHouse = "alter table quarantined update line = $line where 1" }, new SqlParameter("line", good.Replace("\"/a", "\"/b").Replace(e.Id.ToString(), Guid.NewGuid().ToString())))], CancellationToken.None);

        var outcome = await Store.ReplayQuarantineAsync(CancellationToken.None);
        Assert.Equal(1, outcome.Events);
        Assert.Equal(3, Store.Position.Sequence);
        Assert.Equal(0, await Store.Number("select count(*) from quarantine"));
        Assert.Equal(2, await Store.Number("select count(*) from events"));
        Assert.Equal(0, (await Store.ReplayQuarantineAsync(CancellationToken.None)).Records);
    }

    [Fact]
    public async Task EventsComeBackAsTheyWereSent()
    {
        var page = View("/shop?utm_source=news", visitor: "c.one") with
        {
            Title = "T", Referrer = "https://example.com/x", Props = "{\"a\":1}"u8.ToArray(), Value = 2.5, Currency = "EUR", Country = "DE", Removed = ["email"], Consent = new(true, null),
        };
        var bare = new Event { Site = "s_bbbbbbbbbbbb", Id = Guid.NewGuid(), Name = "Lead", Time = page.Time + 1, Received = page.Received, Url = "/x", Source = EventSource.Server };
        await Store.Load(bare, Engagement(page, 1_000, 2), page);

        var read = new List<Event>();
        await foreach (var e in Store.ReadEventsAsync(new(), CancellationToken.None))
            read.Add(e);
        Assert.Equal(["PageView", "Lead", "Engagement"], read.Select(e => e.Name));
        Assert.Equal(Encoding.UTF8.GetString(Line(page)), Encoding.UTF8.GetString(Line(read[0])));
        Assert.Equal(Encoding.UTF8.GetString(Line(bare)), Encoding.UTF8.GetString(Line(read[1])));

        // Loading an export again changes nothing.
        Assert.Equal(3, (await Store.Load(read)).Duplicates);
        read.Clear();
        await foreach (var e in Store.ReadEventsAsync(new(Site, DateTimeOffset.FromUnixTimeMilliseconds(page.Time), DateTimeOffset.FromUnixTimeMilliseconds(page.Time + 1)), CancellationToken.None))
            read.Add(e);
        Assert.Equal([page.Id], read.Select(e => e.Id));
    }

    [Fact]
    public async Task RetentionDeletesWhatIsOlderThanItsSiteAllows()
    {
        var other = View("/a", -10_000, "c.two") with { Site = "s_bbbbbbbbbbbb" };
        await Store.Load(View("/old", -10_000), Engagement(View("/old", -10_000), 5), View("/new"), View("/old", -10_000, "c.gone"), other);
        await Store.LoadText("broken");
        var outcome = await Store.RetainAsync([new(Site, DateTimeOffset.FromUnixTimeMilliseconds(Noon).AddDays(-1), KeepRollups: false)], CancellationToken.None);
        Assert.Equal(new RetentionOutcome(2, 1, 2, 1), outcome);
        Assert.Equal(["/a", "/new"], await Store.Rows("select path from events order by path"));
        Assert.Equal(["c.one", "c.two"], await Store.Rows("select id from visitors order by id"));
        Assert.Equal(2, await Store.Number("select count(*) from sessions"));
        Assert.Equal(0, await Store.Number("select count(*) from engagement"));
        Assert.Equal(default, await Store.RetainAsync([new(Site, DateTimeOffset.FromUnixTimeMilliseconds(Noon).AddDays(-1), false)], CancellationToken.None));
    }

    [Fact]
    public async Task EventsThatWereRefusedWholeAreCountedByHourAndRule()
    {
        await Store.LoadLines(Dropped(0, "health", 2), Line(View("/a")), Dropped(59, "health", 1), Dropped(60, "health", 4), Dropped(0, "consent", 1));
        await Store.LoadLines(Dropped(30, "health", 10));
        await Reopen();
        Assert.Equal(7, Store.Position.Sequence);
        Assert.Equal(
            ["2026-03-10 12:00:00.000|consent|no such event is kept|1", "2026-03-10 12:00:00.000|health|no such event is kept|13", "2026-03-10 13:00:00.000|health|no such event is kept|4"],
            await Store.Rows("select hour, category, rule, sum(events) from dropped group by 1, 2, 3 order by hour, category"));
        Assert.Equal(["/a"], await Store.Rows("select path from events"));
        Assert.Equal(1, await Store.Number("select count(*) from sessions"));

        await Store.RetainAsync([new(Site, DateTimeOffset.FromUnixTimeMilliseconds(Noon).AddHours(1), KeepRollups: false)], CancellationToken.None);
        Assert.Equal(4, await Store.Number("select cast(sum(events) as bigint) from dropped"));
    }

    [Fact]
    public async Task ACountWithoutANumberIsSetAside()
    {
        await Store.LoadLines(Line(View("/a") with { Source = EventSource.Guard }));
        Assert.Equal(1, await Store.Number("select count(*) from quarantine"));
        Assert.Equal(0, await Store.Number("select count(*) from dropped"));
    }

    static byte[] Dropped(int minutes, string category, int events)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        DroppedLine.Write(Site, Noon + minutes * 60_000L, category, "no such event is kept", events, output);
        return output.WrittenSpan[..^1].ToArray();
    }

    [Fact]
    public async Task AnImportedHistoryAgesFromTheDayItCame()
    {
        var imported = View("/history", -10_000) with { Received = Noon, Source = EventSource.Import };
        await Store.Load(imported, Engagement(imported, 5) with { Received = Noon }, View("/old", -10_000, "c.gone"));
        Assert.Equal(new RetentionOutcome(1, 0, 1, 1), await Store.RetainAsync([new(Site, DateTimeOffset.FromUnixTimeMilliseconds(Noon).AddDays(-1), KeepRollups: false)], CancellationToken.None));
        Assert.Equal(["/history"], await Store.Rows("select path from events"));
        Assert.Equal(1, await Store.Number("select count(*) from sessions where engaged_ms > 0"));

        Assert.Equal(new RetentionOutcome(1, 1, 1, 1), await Store.RetainAsync([new(Site, DateTimeOffset.FromUnixTimeMilliseconds(Noon).AddDays(1), KeepRollups: false)], CancellationToken.None));
    }

    [Fact]
    public async Task TouchedHoursAreMarkedStaleInTheSameTransaction()
    {
        Assert.SkipUnless(Store.RollsUp, "Nothing is rolled up here, so nothing gets stale.");
        await Store.Load(View("/a"), View("/b", 70, "c.two"), View("/c") with { Site = "s_bbbbbbbbbbbb" });
        Assert.Equal(
            [$"{Site}|2026-03-10 12:00:00.000", $"{Site}|2026-03-10 13:00:00.000", "s_bbbbbbbbbbbb|2026-03-10 12:00:00.000"],
            await Store.Rows("select site, hour from stale order by all"));
    }

    [Fact]
    public async Task AQuestionThatIsCancelledStops()
    {
        using var cancel = new CancellationTokenSource();
        var question = Store.QueryAsync(new SqlText("select count(*) from range(1000000000000) t(i) where hash(i) = 7") { ClickHouse = "select toInt64(count()) from numbers(1000000000000) where cityHash64(number) = 7" }, [], row => row.GetInt64(0), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => question);
        Assert.Equal(0, await Store.Number("select count(*) from events"));
    }
}
