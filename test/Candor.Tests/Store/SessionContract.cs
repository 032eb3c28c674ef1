using CsCheck;
using static Candor.Tests.Store.StoreTest;

namespace Candor.Tests.Store;

/// <summary>Visits, in whatever engine and whatever order their events arrive.</summary>
public abstract class SessionContract : EventStoreContract
{
    [Theory]
    [InlineData(30, 1)]
    [InlineData(30.001, 2)]
    public async Task AVisitEndsAfterThirtyQuietMinutes(double minutes, int sessions)
    {
        await Store.Load(View("/a"), View("/b", minutes));
        Assert.Equal(sessions, await Store.Number("select count(*) from sessions"));
        await Store.Load(View("/a", visitor: "c.two"));
        await Store.Load(View("/b", minutes, visitor: "c.two"));
        Assert.Equal(2 * sessions, await Store.Number("select count(*) from sessions"));
    }

    [Fact]
    public async Task AVisitIsDescribedByItsFirstAndLastPage()
    {
        await Store.Load(
            View("/shoes?utm_source=Google&utm_medium=cpc&utm_campaign=spring", 5) with { Referrer = "https://www.google.com/", Country = "DE", Device = "mobile" },
            View("/start", 6) with { Name = "Lead", Url = "" },
            View("/buy", 7) with { Name = "Purchase", Value = 10 },
            View("/thanks", 8));
        Assert.Equal(
            ["2026-03-10 12:05:00.000|2026-03-10 12:08:00.000|2|4|0|10|www.example.org|/shoes|/thanks|google.com|Google|Paid Search|Google|cpc|spring|DE|mobile"],
            await Store.Rows(
                """select start, "end", pageviews, events, engaged_ms, value, entry_host, entry_path, exit_path, referrer, source, channel, utm_source, utm_medium, utm_campaign, country, device from sessions"""));
    }

    [Fact]
    public async Task ALateFirstEventDescribesTheVisitAnew()
    {
        await Store.Load(View("/second", 5));
        await Store.Load(View("/first", 1) with { Referrer = "https://duckduckgo.com/" });
        await Store.Load(View("/third", 9));
        Assert.Equal(["2026-03-10 12:01:00.000|/first|/third|DuckDuckGo|Organic Search|3"], await Store.Rows("select start, entry_path, exit_path, source, channel, pageviews from sessions"));
    }

    [Fact]
    public async Task APageViewDescribesTheVisitBetterThanAnEventBeforeIt()
    {
        await Store.Load(View("/api", 0) with { Name = "Lead", Url = "" });
        await Store.Load(View("/page", 1));
        await Store.Load(View("/api", 2) with { Name = "Lead", Url = "/server" });
        Assert.Equal(["/page|/page|2026-03-10 12:00:00.000|2026-03-10 12:02:00.000"], await Store.Rows("select entry_path, exit_path, start, \"end\" from sessions"));
    }

    [Fact]
    public async Task AnEventBetweenTwoVisitsMakesThemOne()
    {
        var e = View("/a");
        await Store.Load(e, Engagement(e, 100, 1), View("/b", 50));
        Assert.Equal(2, await Store.Number("select count(*) from sessions"));
        await Store.Load(View("/middle", 25));
        Assert.Equal(["/a|/b|3|100"], await Store.Rows("select entry_path, exit_path, pageviews, engaged_ms from sessions"));
        Assert.Equal(1, await Store.Number("select count(distinct session) from events join sessions on sessions.id = session"));
        Assert.Equal(1, await Store.Number("select count(*) from engagement join sessions on sessions.id = session"));
    }

    [Fact]
    public async Task EngagementAloneIsAVisitWithoutEvents()
    {
        await Store.Load(Engagement(View("/a"), 700));
        Assert.Equal(["0|0|700|/a"], await Store.Rows("select pageviews, events, engaged_ms, entry_path from sessions"));
        await Store.Load(View("/b", 5));
        Assert.Equal(["1|1|700|/b"], await Store.Rows("select pageviews, events, engaged_ms, entry_path from sessions"));
    }

    [Fact]
    public async Task ABotsVisitSaysSo()
    {
        await Store.Load(View("/a"), View("/b", 1) with { Bot = "Googlebot" });
        Assert.Equal(["Googlebot"], await Store.Rows("select bot from sessions"));
    }

    [Fact]
    public Task AnyOrderAndAnyBatchesGiveTheSameVisits() =>
        Cases.SampleAsync(
            async batches =>
            {
                await Empty();
                foreach (var batch in batches)
                    await Store.Load(batch);
                Assert.Equal(Visit.Of(batches.SelectMany(b => b)), await Visits());
                Assert.Equal(0, await Store.Number("select count(*) from events e left join sessions s on s.id = e.session and s.visitor = e.visitor and e.time between s.start and s.\"end\" where s.id is null"));
                Assert.Equal(0, await Store.Number("select count(*) from engagement e left join sessions s on s.id = e.session and s.visitor = e.visitor and e.time between s.start and s.\"end\" where s.id is null"));
            },
            iter: Rounds,
            threads: 1);

    /// <summary>How often random batches are tried: an engine whose every batch is a few requests tries less often.</summary>
    private protected virtual int Rounds => 150;

    private protected virtual Task Empty() => Store.RetainAsync([new(Site, DateTimeOffset.MaxValue.AddYears(-1), false)], CancellationToken.None);

    async Task<List<string>> Visits() => await Store.Rows(
        """
        select s.visitor, epoch_ms(start), epoch_ms("end"), pageviews, events, engaged_ms, value, entry_path, exit_path, source, device, s.bot,
               coalesce((select count(*) from events e where e.session = s.id), 0) + coalesce((select count(*) from engagement g where g.session = s.id), 0)
        from sessions s order by s.visitor, start
        """);

    /// <summary>Events of few visitors on few instants, so that gaps are met exactly and ties are common; shuffled and cut into batches.</summary>
    static Gen<Event[][]> Cases =>
        from count in Gen.Int[1, 24]
        from events in Gen.Select(Gen.Int[0, 2], Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 5]).Array[count]
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from cuts in Gen.Bool.Array[count]
        select Cut([.. order.Select(i => Made(events[i]))], cuts);

    static Event Made((int Visitor, int Slot, int Kind, int Page, int Device) from)
    {
        var page = View($"/{(char)('a' + from.Page)}", from.Slot * 15, $"v{from.Visitor}") with
        {
            Device = from.Device < 3 ? "" : $"device{from.Device}",
            Referrer = from.Page == 3 ? "https://www.bing.com/" : "",
            Bot = from.Device == 5 && from.Page == 1 ? "bot" : "",
        };
        return from.Kind switch
        {
            0 => Engagement(page, 100 + from.Page, 0),
            1 => page with { Name = "Purchase", Value = from.Device * 0.25 },
            2 => page with { Name = "Lead", Value = 3 },
            _ => page,
        };
    }

    static Event[][] Cut(Event[] events, bool[] cuts)
    {
        var batches = new List<List<Event>> { new() };
        for (var i = 0; i < events.Length; i++)
        {
            if (cuts[i] && batches[^1].Count > 0)
                batches.Add([]);
            batches[^1].Add(events[i]);
        }

        return [.. batches.Select(b => b.ToArray())];
    }
}
