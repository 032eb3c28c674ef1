using System.Globalization;
using Candor.Analyze;
using Candor.Analyze.Filters;
using Candor.Analyze.Time;
using Candor.Sites;
using Candor.Store;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Analyze;

/// <summary>What every engine must answer; one derived class each.</summary>
public abstract class ReportContract
{
    internal const string Site = "s_aaaaaaaaaaaa";

    static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati"];

    private protected abstract IEventStore Open();

    private protected virtual Task Fill(IEventStore store, IReadOnlyList<Hit> hits) => ReportTables.FillAsync(store, hits);

    /// <summary>Before a question is asked: what the engine keeps ready for such ones.</summary>
    private protected virtual Task Prepare(IEventStore store, ReportRequest request) => Task.CompletedTask;

    async Task<IEventStore> StoreOf(IReadOnlyList<Hit> hits)
    {
        var store = Open();
        await Fill(store, hits);
        return store;
    }

    // Three visits of two people and a bot, counted by hand.
    static readonly Hit[] ByHand =
    [
        new(At("2026-10-24T21:50"), 1, Path: "/a") { Source = "Google", Country = "DE", Device = "mobile", Browser = "Firefox" },   // 23:50 in Berlin
        new(At("2026-10-24T22:10"), 1, Path: "/b") { Country = "DE", Device = "mobile", Browser = "Firefox" },                       // 00:10 the next day
        new(At("2026-10-24T22:11"), 1, "Engagement", "/b") { EngagedMs = 12_000 },
        new(At("2026-10-25T10:00"), 1, Path: "/a") { Country = "DE", Device = "desktop", Browser = "Firefox" },
        new(At("2026-10-25T10:05"), 2, Path: "/a") { Source = "Bing", Country = "AT", Device = "desktop", Browser = "Chrome" },
        new(At("2026-10-25T10:06"), 2, "Purchase", "/a") { Value = 42.5, Country = "AT", Device = "desktop", Browser = "Chrome", Props = """{"plan":"pro"}""" },
        new(At("2026-10-25T10:07"), 9, Path: "/a") { Bot = "Examplebot" },
    ];

    [Fact]
    public async Task TheOverviewIsWhatOneCountsByHand()
    {
        await using var store = await StoreOf(ByHand);
        var two = await Run(Reports.Overview, store, Request("2026-10-24", "2026-10-25"));
        Assert.Equal(new Overview(2, 3, 4, 5, Math.Round(1 / 3.0, 4), 4, 1.33, Math.Round((21 + 0 + 1) * 60 / 3.0, 1), 42.5), two);
        // The visit over midnight belongs to the day it began on; its second page view to the day it happened on.
        var sunday = await Run(Reports.Overview, store, Request("2026-10-25", "2026-10-25"));
        Assert.Equal(new Overview(2, 2, 3, 4, 0.5, 0, 1, 30, 42.5), sunday);
    }

    [Fact]
    public async Task ASourceKeepsAVisitThatBeganTheDayBefore()
    {
        var rows = await Run(Reports.Breakdown("sources"), ByHand, Request("2026-10-25", "2026-10-25"));
        Assert.Equal(
            [("Bing", 1L, 1L, 2L, 1L), ("", 1, 1, 1, 1), ("Google", 1, 1, 1, 0)],
            rows.Select(r => (r.Name, r.Visitors, r.Pageviews, r.Events, r.Sessions!.Value)));
    }

    [Fact]
    public async Task TheAutumnNightHasTwoHoursOfTheSameName()
    {
        var hours = await Run(Reports.TimeSeries, [new(At("2026-10-25T00:30"), 1), new(At("2026-10-25T01:30"), 1), new(At("2026-10-25T02:30"), 2)], Request("2026-10-25", "2026-10-25"));
        Assert.Equal(25, hours.Count);
        Assert.Equal(["2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00"], hours.Where(h => h.Pageviews == 1).Select(h => h.Time));
    }

    [Fact]
    public async Task TheSpringDayHas23Hours()
    {
        var hours = await Run(Reports.TimeSeries, [], Request("2026-03-29", "2026-03-29"));
        Assert.Equal(23, hours.Count);
        Assert.DoesNotContain(hours, h => h.Time.Contains("T02:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ADayWithoutVisitorsIsAZeroAndNotAGap()
    {
        var days = await Run(Reports.TimeSeries, ByHand, Request("2026-10-20", "2026-10-26") with { Interval = Interval.Day });
        Assert.Equal([0, 0, 0, 0, 1, 3, 0], days.Select(d => d.Pageviews));
        Assert.Equal("2026-10-20", days[0].Time);
    }

    [Fact]
    public async Task NothingAtAllIsZerosAndEmptyLists()
    {
        await using var store = await StoreOf([]);
        var request = Request("2026-01-01", "2026-01-31");
        Assert.Equal(new Overview(0, 0, 0, 0, 0, 0, 0, 0, 0), await Run(Reports.Overview, store, request));
        foreach (var breakdown in Reports.Breakdowns)
            Assert.Empty(await Run(breakdown, store, request with { Event = "Lead" }));
        Assert.Empty((await Run(Reports.Guard, store, request)).Categories);
        Assert.Equal(30, (await Run(Reports.Live, store, request)).Minutes.Count);
        Assert.Single((await Run(Reports.Health, store, request)).Notices);
    }

    [Theory]
    [MemberData(nameof(SeedsAndZones))]
    public async Task EveryReportGivesWhatAPlainCountInMemoryGives(int seed, string zone)
    {
        var hits = GeneratedHits.Create(seed, 900);
        await using var store = await StoreOf(hits);
        foreach (var request in Requests(seed, zone))
            await Compare(store, hits, request);
    }

    [Fact]
    public async Task AVisitOfDaysIsWholeWhicheverDayIsAskedFor()
    {
        var hits = Enumerable.Range(0, 200).Select(i => new Hit(At("2026-10-19T01:07").AddMinutes(i * 29), 1, i % 5 == 4 ? "Engagement" : "PageView", $"/{i}") { EngagedMs = i % 5 == 4 ? 1000 : 0, Source = $"s{i}" }).ToList();
        hits.Add(new(At("2026-10-21T09:00"), 2));
        await using var store = await StoreOf([.. hits.OrderBy(h => h.Time)]);
        for (var day = new DateOnly(2026, 10, 18); day <= new DateOnly(2026, 10, 24); day = day.AddDays(1))
            await Compare(store, hits, Request(day, day, "Europe/Berlin"));
    }

    [Fact]
    public async Task FiltersCombineAsTheirMeaningSays()
    {
        var hits = GeneratedHits.Create(77, 900);
        await using var store = await StoreOf(hits);
        foreach (var filters in Combinations())
            await Compare(store, hits, Request("2026-10-18", "2026-10-27") with { Filters = filters }, few: true);
    }

    [Fact]
    public async Task TextThatLooksLikeSqlIsOnlyText()
    {
        var hits = GeneratedHits.Create(5, 300);
        await using var store = await StoreOf(hits);
        // All dimensions of events in one question, and all of visits: each text meets each of them as what is asked for and as what is not.
        var dimensions = Dimensions.Names.Select(n => Dimensions.Find(n)!).ToLookup(d => d.Session is null);
        foreach (var text in new[] { "'; drop table events; --", "' or '1'='1", "$site", "{events}", "\\", "%", "_", "\0", new string('\'', 2000), "🏥" })
            foreach (var of in dimensions)
                foreach (var operators in new FilterOperator[][] { [FilterOperator.Is, FilterOperator.Contains], [FilterOperator.IsNot, FilterOperator.DoesNotContain] })
                    await Run(Reports.Overview, store, Request("2026-10-15", "2026-10-30") with { Filters = [.. of.Select((d, i) => new Filter(d, d.NeedsKey ? text : "", operators[i % 2], [text]))] });
        var rows = await Run(Reports.Breakdown("pages"), store, Request("2026-10-15", "2026-10-30") with { Search = "'; DROP TABLE" });
        Assert.Equal("/'; drop table events; --", Assert.Single(rows).Name);
    }

    [Fact]
    public async Task PagesOfAnAnswerFollowEachOtherEvenWhereRowsTie()
    {
        var hits = Enumerable.Range(0, 50).Select(i => new Hit(At("2026-10-20T10:00").AddSeconds(i), 1, Path: $"/{i:00}")).ToList();
        await using var store = await StoreOf(hits);
        var request = Request("2026-10-20", "2026-10-20") with { Limit = 7 };
        var paged = new List<string>();
        for (var offset = 0; offset < 50; offset += 7)
            paged.AddRange((await Run(Reports.Breakdown("pages"), store, request with { Offset = offset })).Select(r => r.Name));
        Assert.Equal(hits.Select(h => h.Path), paged);
    }

    [Fact]
    public async Task ValuesTooLargeToAddDoNotBreakAReport()
    {
        Hit[] hits = [new(At("2026-10-25T10:00"), 1, "Purchase") { Value = double.MaxValue }, new(At("2026-10-25T10:01"), 1, "Purchase") { Value = double.MaxValue }];
        await using var store = await StoreOf(hits);
        Assert.True(double.IsFinite((await Run(Reports.Overview, store, Request("2026-10-25", "2026-10-25"))).Value));
        Assert.True(double.IsFinite((await Run(Reports.Breakdown("sources"), store, Request("2026-10-25", "2026-10-25")))[0].Value!.Value));
    }

    [Fact]
    public async Task ARowIsComparedWithTheSameNameBefore()
    {
        var rows = await Run(Reports.Breakdown("pages"), ByHand, Request("2026-10-25", "2026-10-25") with { Compare = new DateRange(new(2026, 10, 24), new(2026, 10, 24)) });
        Assert.Equal([("/a", 1L), ("/b", 0L)], rows.Select(r => (r.Name, r.Previous!.Visitors)));
    }

    [Fact]
    public async Task PropertiesAreListedAndThenTheirValues()
    {
        Hit[] hits =
        [
            new(At("2026-10-25T10:00"), 1, "Lead") { Props = """{"plan":"pro","a/b":1}""" },
            new(At("2026-10-25T10:01"), 2, "Lead") { Props = """{"plan":"pro"}""", Value = 5 },
            new(At("2026-10-25T10:02"), 2, "Lead") { Props = """{"plan":"free"}""" },
            new(At("2026-10-25T10:03"), 2, "Other") { Props = """{"plan":"free"}""" },
        ];
        await using var store = await StoreOf(hits);
        var report = Reports.Breakdown("event-properties");
        var request = Request("2026-10-25", "2026-10-25") with { Event = "Lead" };
        Assert.Equal([("plan", 3L, 2L), ("a/b", 1, 1)], (await Run(report, store, request)).Select(r => (r.Name, r.Events, r.Visitors)));
        Assert.Equal([("pro", 2L, 5.0), ("free", 1, 0)], (await Run(report, store, request with { Property = "plan" })).Select(r => (r.Name, r.Events, r.Value!.Value)));
        Assert.Equal("1", Assert.Single(await Run(report, store, request with { Property = "a/b" })).Name);
        await Assert.ThrowsAsync<ReportRefusedException>(() => Run(report, store, request with { Event = "" }));
    }

    [Fact]
    public async Task AGoalIsReachedByAnEventOrByAPage()
    {
        await using var store = await StoreOf(ByHand);
        var source = Source(store) with
        {
            Goals = (_, _) => Task.FromResult<IReadOnlyList<GoalInfo>>([new(1, Site, "Sale", "Purchase", null), new(2, Site, "Part A", null, "/a*"), new(3, Site, "Literal", null, "/_")]),
        };
        var rows = await Reports.Goals.RunAsync(source, Request("2026-10-24", "2026-10-25"), TestContext.Current.CancellationToken);
        Assert.Equal([new GoalRow("Part A", 2, 3, 1, 0), new GoalRow("Sale", 1, 1, 0.5, 42.5), new GoalRow("Literal", 0, 0, 0, 0)], rows);
    }

    [Fact]
    public async Task LiveLooksBackHalfAnHourFromNow()
    {
        var live = await Run(Reports.Live, ByHand, Request("2026-01-01", "2026-01-01"));   // now is 10:08
        Assert.Equal((1, 2), (live.Visitors, live.VisitorsHalfHour));
        Assert.Equal(3, live.Minutes.Sum(m => m.Events));
        Assert.Equal(["Purchase", "PageView", "PageView"], live.Latest.Select(e => e.Name));
        Assert.Equal([("", 1L), ("Bing", 1L)], live.Sources.Select(r => (r.Name, r.Visitors)).OrderBy(r => r.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatGuardTookOutIsCountedByEveryCategory()
    {
        var hits = GeneratedHits.Create(3, 600);
        var removals = await Run(Reports.Guard, hits, Request("2026-10-15", "2026-10-30"));
        var naive = new NaiveReports(hits, Request("2026-10-15", "2026-10-30")).Events.Where(e => e.Removed != "").ToList();
        Assert.Equal(naive.Count, removals.Redacted);
        Assert.Equal(naive.SelectMany(e => e.Removed.Split(',')).CountBy(c => c).ToDictionary(c => c.Key, c => (long)c.Value), removals.Categories.ToDictionary(c => c.Name, c => c.Events));
        Assert.Equal(naive.Count, removals.Days.Sum(d => d.Events));
        Assert.Equal(naive.Count, removals.Pages.Sum(d => d.Events));
    }

    [Fact]
    public async Task HealthTellsWhenTheLastEventCame()
    {
        var health = await Run(Reports.Health, ByHand, Request("2026-01-01", "2026-01-01"));
        Assert.Equal((6, 1L, 40.0), (health.Day, health.Bots, health.DelayMedianMs));
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 10, 7, 0, TimeSpan.Zero), health.LastEvent);
        Assert.Empty(health.Notices);
    }

    public static TheoryData<int, string> SeedsAndZones() => [.. Zones.Select((zone, i) => (i + 1, zone))];

    static IEnumerable<ReportRequest> Requests(int seed, string zone)
    {
        var random = new Random(seed);
        for (var i = 0; i < 3; i++)
        {
            var from = new DateOnly(2026, 10, 14).AddDays(random.Next(17));
            yield return Request(from, from.AddDays(random.Next(10)), zone);
        }
    }

    static IEnumerable<Filter[]> Combinations()
    {
        Filter[] single =
        [
            new(Dimensions.Page, FilterOperator.Is, "/a"), new(Dimensions.Page, FilterOperator.IsNot, "/a", "/"), new(Dimensions.Page, FilterOperator.Contains, "Ä", "under"),
            new(Dimensions.Event, FilterOperator.Is, "Purchase"), new(Dimensions.Property, "plan", FilterOperator.Is, ["pro", "free"]), new(Dimensions.Property, "~/k", FilterOperator.IsNot, [""]),
            new(Dimensions.Country, FilterOperator.Is, "DE", "AT"), new(Dimensions.Device, FilterOperator.IsNot, ""), new(Dimensions.Screen, FilterOperator.Contains, "390"),
            new(Dimensions.Source, FilterOperator.Is, ""), new(Dimensions.Source, FilterOperator.Contains, "GOO"), new(Dimensions.Channel, FilterOperator.IsNot, "Direct"),
            new(Dimensions.Entry, FilterOperator.Is, "/b"), new(Dimensions.Exit, FilterOperator.DoesNotContain, "a"), new(Dimensions.Bot, FilterOperator.IsNot, ""), new(Dimensions.UtmCampaign, FilterOperator.Is, "spring"),
        ];
        foreach (var one in single)
            yield return [one];
        for (var i = 0; i < single.Length; i++)
            for (var j = i + 1; j < single.Length; j++)
                if ((i + j) % 4 == 1)
                    yield return [single[i], single[j]];
        yield return [single[1], single[6], single[9], single[11]];
    }

    async Task Compare(IEventStore store, IReadOnlyList<Hit> hits, ReportRequest request, bool few = false)
    {
        var naive = new NaiveReports(hits, request);
        Assert.Equal(naive.Overview(), await Run(Reports.Overview, store, request));
        foreach (var (name, of) in new (string, Func<Hit, string>)[] { ("pages", h => h.Path), ("countries", h => h.Country), ("regions", h => h.Region), ("devices", h => h.Device), ("browsers", h => h.Browser), ("os", h => h.Os), ("languages", h => h.Language), ("screens", h => h.Screen) }.Take(few ? 2 : 99))
            Assert.Equal(naive.ByEvent(of), await Run(Reports.Breakdown(name), store, request));
        foreach (var (name, of) in new (string, Func<Visit, string>)[] { ("sources", v => v.First.Source), ("channels", v => v.First.Channel), ("utm-campaign", v => v.First.Campaign), ("entry-pages", v => v.Entry), ("exit-pages", v => v.Exit) }.Take(few ? 1 : 99))
            Assert.Equal(naive.ByVisit(of), await Run(Reports.Breakdown(name), store, request));
        Assert.Equal(naive.ByName(), await Run(Reports.Breakdown("events"), store, request));
        foreach (var interval in few ? [Interval.Day] : Enum.GetValues<Interval>())
        {
            var points = await Run(Reports.TimeSeries, store, request with { Interval = interval });
            Assert.Equal(naive.Series(t => Label(t, interval, request.Zone), points.Select(p => p.Time)), points);
            Assert.Equal(naive.Overview().Pageviews, points.Sum(p => p.Pageviews));
        }
    }

    static string Label(DateTime utc, Interval interval, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        return interval switch
        {
            Interval.Hour => new DateTimeOffset(local.Date.AddHours(local.Hour), local.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            Interval.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Interval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => new DateOnly(day.Year, day.Month, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    private protected static ReportRequest Request(string from, string to) => Request(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture), "Europe/Berlin");

    private protected static ReportRequest Request(DateOnly from, DateOnly to, string zone) => new() { Site = Site, Zone = TimeZoneInfo.FindSystemTimeZoneById(zone), Range = new(from, to) };

    async Task<T> Run<T>(Report<T> report, IReadOnlyList<Hit> hits, ReportRequest request) where T : notnull
    {
        await using var store = await StoreOf(hits);
        return await Run(report, store, request);
    }

    async Task<T> Run<T>(Report<T> report, IEventStore store, ReportRequest request) where T : notnull
    {
        await Prepare(store, request);
        return await report.RunAsync(Source(store), request, TestContext.Current.CancellationToken);
    }

    static ReportSource Source(IEventStore store) => new(store, new FakeTimeProvider(new(2026, 10, 25, 10, 8, 0, TimeSpan.Zero)));

    static DateTime At(string utc) => DateTime.ParseExact(utc, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
