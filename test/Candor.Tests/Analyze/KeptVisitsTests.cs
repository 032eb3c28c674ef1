using Candor.Analyze;
using Candor.Analyze.Rollups;
using Candor.Analyze.Time;
using Candor.Store;
using Candor.Store.ClickHouse;
using Candor.Tests.Store;
using Candor.Tests.Store.ClickHouse;
using Candor.Tests.Support;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Analyze;

/// <summary>Kept visits must never be seen in an answer, whatever arrives in whichever order and whenever they are folded.</summary>
public sealed class KeptVisitsTests : IDisposable
{
    const string Site = StoreTest.Site;

    static readonly DateTime First = new(2026, 3, 24, 0, 0, 0, DateTimeKind.Utc);

    // The seventh of nine days, in the middle of it. The clocks change on the sixth.
    static readonly FakeTimeProvider Clock = new(new(2026, 3, 30, 11, 0, 0, TimeSpan.Zero));

    readonly TemporaryFolder folder = new();

    ClickHouseEventStore Open(string collector = "one", string? database = null, Uri? address = null, TimeProvider? clock = null) => ClickHouseEventStore.Open(
        new ClickHouseOptions { Nodes = [address ?? ClickHouseServer.Shared.Address], Database = database ?? ClickHouseServer.NewDatabase(), Folder = folder[$"{database ?? Guid.NewGuid().ToString()}-{collector}"], RetryNode = TimeSpan.Zero },
        clock ?? Clock);

    [Fact]
    public Task AnAnswerFromKeptVisitsIsTheAnswerFromTheEvents() =>
        Gen.Int[0, int.MaxValue].SampleAsync(async seed =>
        {
            var random = new Random(seed);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(new[] { "UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns" }[random.Next(4)]);
            await using var store = Open();
            for (var batch = 0; batch < 3; batch++)
            {
                await store.Load(Events(random));
                if (random.Next(4) > 0)
                    await FoldSome(store, zone, random);
                await Compare(store, Request(random, zone));
            }
        }, iter: 2, threads: 1);

    [Fact]
    public async Task ADayThatIsOverIsAnsweredFromItsKeptVisits()
    {
        await using var store = Open();
        await store.Load(Events(new Random(1)));
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        var request = Week(TimeZoneInfo.Utc);
        // Proof that they are read: a number that only they can have.
        await Execute(store, "alter table visit_parts update people_pageviews = people_pageviews + 1000, pageviews = pageviews + 1000 where 1");
        Assert.True((await Reports.Overview.RunAsync(Source(store), request, CancellationToken.None)).Pageviews > 1000);
        Assert.Contains(await Reports.TimeSeries.RunAsync(Source(store), request with { Interval = Interval.Week }, CancellationToken.None), p => p.Pageviews > 1000);
        Assert.Contains(await Reports.Breakdown("sources").RunAsync(Source(store), request, CancellationToken.None), r => r.Pageviews > 1000);
    }

    [Fact]
    public async Task ALateEventTakesItsDayOutUntilItIsFoldedAgain()
    {
        await using var store = Open();
        await store.Load(Events(new Random(2)));
        var request = Week(TimeZoneInfo.Utc);
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        var before = (await Reports.Overview.RunAsync(Source(store), request, CancellationToken.None)).Pageviews;
        var time = Ms(First.AddDays(2));
        await store.Load(StoreTest.View("/late") with { Time = time, Received = Ms(Clock.GetUtcNow().UtcDateTime) });
        await Compare(store, request);
        Assert.Equal(before + 1, (await Reports.Overview.RunAsync(Source(store), request, CancellationToken.None)).Pageviews);
        var folds = await store.Number("select count(*) from visit_days");
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        Assert.Equal(folds + 1, await store.Number("select count(*) from visit_days"));
        await Compare(store, request);
    }

    [Fact]
    public async Task ADuplicateThatIsFoundAfterTheFoldTakesItsDayOut()
    {
        var database = ClickHouseServer.NewDatabase();
        await using var one = Open("one", database);
        await using var two = Open("two", database);
        var e = StoreTest.View("/a") with { Time = Ms(First.AddDays(1).AddHours(23.9)), Received = Ms(First.AddDays(1).AddHours(23.9)) };
        await one.Load(e, StoreTest.View("/b") with { Time = e.Time + 60_000, Received = e.Received + 60_000 });
        await Builder(one).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        Assert.Equal(2, (await Reports.Overview.RunAsync(Source(one), Week(TimeZoneInfo.Utc), CancellationToken.None)).Pageviews);

        // Received before the other, although it came to the store later and says another day: the stored one counts for nothing.
        Assert.Equal(0, (await two.Load(e with { Time = e.Time + 3_600_000, Received = e.Received - 1, Url = "https://www.example.org/other" })).Duplicates);
        Assert.Equal(1, await one.Number("select count(*) from duplicates"));
        await Compare(two, Week(TimeZoneInfo.Utc));
        await Builder(one).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        await Compare(two, Week(TimeZoneInfo.Utc));
        Assert.Equal(2, (await Reports.Overview.RunAsync(Source(two), Week(TimeZoneInfo.Utc), CancellationToken.None)).Pageviews);
    }

    [Fact]
    public async Task FoldsAtOnceAndFoldsThatEndedHalfwayChangeNoCount()
    {
        var database = ClickHouseServer.NewDatabase();
        await using var one = Open("one", database);
        await using var two = Open("two", database);
        await one.Load(Events(new Random(5)));
        await Task.WhenAll(Builder(one).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None), Builder(two).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None), one.Load(Events(new Random(6))));
        await Compare(one, Week(TimeZoneInfo.Utc));

        // Killed between a day's parts and the row that says they are complete.
        using var network = new FaultyNetwork(ClickHouseServer.Shared.HttpPort);
        await using var killed = Open("three", database, network.Address);
        await one.Load(Events(new Random(7)));
        network.LoseAnswerTo = "insert into visit_parts";
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Builder(killed).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None));
        Assert.Equal(1, network.Lost);
        await Compare(one, Week(TimeZoneInfo.Utc));
        await Builder(two).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        await Compare(two, Week(TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task DaysAreCutAnewWhenTheSiteMovesToAnotherTimeZone()
    {
        await using var store = Open();
        await store.Load(Events(new Random(3)));
        var tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        Assert.Null(await VisitDayPlan.FindAsync(store, Week(tokyo), CancellationToken.None));
        await Builder(store).FoldAsync(Site, tokyo, CancellationToken.None);
        Assert.NotNull(await VisitDayPlan.FindAsync(store, Week(tokyo), CancellationToken.None));
        await Compare(store, Week(tokyo));
        await Compare(store, Week(TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task WhatRetentionDeletesIsGoneFromKeptVisits()
    {
        await using var store = Open();
        await store.Load(Events(new Random(4)));
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        await store.RetainAsync([new(Site, new(First.AddDays(2.5), TimeSpan.Zero), KeepRollups: false)], CancellationToken.None);
        await Compare(store, Week(TimeZoneInfo.Utc));
        Assert.Equal(0, await store.Number("select count(*) from visit_parts where last < '2026-03-26 00:00:00'"));
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        await Compare(store, Week(TimeZoneInfo.Utc));
    }

    [Fact]
    public async Task AnEventThatComesAtOnceMarksNothing()
    {
        await using var store = Open();
        var now = Ms(Clock.GetUtcNow().UtcDateTime);
        await store.Load(StoreTest.View("/now") with { Time = now, Received = now });
        Assert.Equal(0, await store.Number("select count(*) from stale"));
        await store.Load(StoreTest.View("/late") with { Time = now - 7_200_000, Received = now });
        Assert.Equal(2, await store.Number("select count(*) from stale"));
    }

    static async Task FoldSome(ClickHouseEventStore store, TimeZoneInfo zone, Random random)
    {
        var first = Days.Number(DateOnly.FromDateTime(First)) - 1;
        var state = await VisitDayState.ReadAsync(store, Site, zone, first, first + 9, CancellationToken.None);
        for (var day = first; day < first + 7; day++)
            if (random.Next(3) > 0)
                await store.VisitDays!.FoldAsync(state.Of(day), CancellationToken.None);
    }

    /// <summary>All that visits are asked for, once as it is and once with the kept ones out of the way.</summary>
    static async Task Compare(IEventStore store, ReportRequest request)
    {
        var kept = await Answers(store, request);
        await Execute(store, "create table if not exists visit_days_none as visit_days");
        await Execute(store, "rename table visit_days to visit_days_away, visit_days_none to visit_days");
        var counted = await Answers(store, request);
        await Execute(store, "rename table visit_days to visit_days_none, visit_days_away to visit_days");
        Assert.Equal(counted, kept);
    }

    static async Task<List<string>> Answers(IEventStore store, ReportRequest request)
    {
        var answers = new List<string>();
        foreach (var report in (Report[])[Reports.Overview, .. new[] { "sources", "entry-pages", "exit-pages", "utm-campaign" }.Select(Reports.Breakdown)])
            answers.Add(report.Name + " " + (await report.AnswerAsync(Source(store), request, CancellationToken.None)).ToElement());
        foreach (var interval in Enum.GetValues<Interval>())
            answers.Add(interval + " " + (await Reports.TimeSeries.AnswerAsync(Source(store), request with { Interval = interval }, CancellationToken.None)).ToElement());
        return answers;
    }

    static List<Event> Events(Random random)
    {
        T Pick<T>(T[] from) => from[random.Next(from.Length)];
        var events = new List<Event>();
        while (events.Count < 80)
        {
            var visitor = random.Next(10) == 0 ? "" : $"c.{random.Next(9)}";
            // Half of them near a midnight, where visits are cut.
            var time = First.AddDays(random.Next(9)).AddMilliseconds(random.Next(2) == 0 ? random.NextInt64(86_400_000) : random.NextInt64(7_200_000) - 3_600_000);
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var name = Pick(["PageView", "PageView", "PageView", "Purchase", "Lead"]);
                var view = StoreTest.View(Pick(["/", "/a", "/b", "/c", "/ä?utm_source=news", "/d?utm_source=Bing&utm_medium=cpc&utm_campaign=x"]), visitor: visitor) with
                {
                    Name = name, Time = Ms(time), Received = Ms(time) + 50, Value = name == "Purchase" ? random.Next(1000) / 4.0 : null,
                    Referrer = Pick(["", "https://www.google.com/", "https://blog.example.net/x"]), Bot = visitor == "c.8" && random.Next(2) == 0 ? "Examplebot" : "",
                };
                events.Add(view);
                if (random.Next(3) == 0)
                    events.Add(StoreTest.Engagement(view, random.Next(1, 9000), random.Next(1, 40)));
                time = time.AddMinutes(random.Next(1, 45));
            }
        }

        // One who never leaves for days.
        var start = First.AddDays(random.Next(5)).AddMinutes(random.Next(1440));
        for (var i = 0; i < random.Next(120); i++)
            events.Add(StoreTest.View($"/{i % 7}", visitor: "c.stays") with { Time = Ms(start.AddMinutes(i * 29)), Received = Ms(start.AddMinutes(i * 29)) });
        return events;
    }

    static ReportRequest Request(Random random, TimeZoneInfo zone)
    {
        var from = DateOnly.FromDateTime(First).AddDays(random.Next(-2, 7));
        return Week(zone) with { Range = new(from, from.AddDays(random.Next(9))) };
    }

    static ReportRequest Week(TimeZoneInfo zone) => new() { Site = Site, Zone = zone, Range = new(DateOnly.FromDateTime(First), DateOnly.FromDateTime(First).AddDays(5)) };

    static ReportSource Source(IEventStore store) => new(store, Clock);

    static VisitDayBuilder Builder(IEventStore store) => new(store, null!, Clock, NullLogger<VisitDayBuilder>.Instance);

    static Task Execute(IEventStore store, string sql) => store.ExecuteAsync([new SqlStatement(new SqlText(sql))], CancellationToken.None);

    static long Ms(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    public void Dispose() => folder.Dispose();
}
