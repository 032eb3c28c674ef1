using Candor.Analyze;
using Candor.Analyze.Rollups;
using Candor.Analyze.Time;
using Candor.Store;
using Candor.Tests.Store;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Candor.Tests.Analyze;

/// <summary>Rolled up days must never be seen in an answer, whatever arrives in whichever order and whenever they are built.</summary>
public abstract class RollupContract
{
    const string Site = StoreTest.Site;

    static readonly DateTime First = new(2026, 3, 24, 0, 0, 0, DateTimeKind.Utc);

    // The sixth of nine days, in the middle of it: some days are over, some are not. The clocks change on the fifth.
    static readonly FakeTimeProvider Clock = new(new(2026, 3, 30, 11, 0, 0, TimeSpan.Zero));

    private protected abstract IEventStore Open();

    [Fact]
    public Task AnAnswerFromRolledUpDaysIsTheAnswerFromTheEvents() =>
        Gen.Int[0, int.MaxValue].SampleAsync(async seed =>
        {
            var random = new Random(seed);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(new[] { "UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns" }[random.Next(4)]);
            await using var store = Open();
            for (var batch = 0; batch < 3; batch++)
            {
                await store.Load(Events(random));
                if (random.Next(4) > 0)
                    await Builder(store).FoldAsync(Site, zone, CancellationToken.None);
                await Compare(store, Request(random, zone));
                await Compare(store, Request(random, zone) with { Limit = random.Next(1, 4), Offset = random.Next(3), Sort = new(Sort.Columns[random.Next(9)], random.Next(2) == 0) });
            }
        }, iter: 4, threads: 1);

    [Fact]
    public async Task ADayThatIsOverIsAnsweredFromItsRollUp()
    {
        await using var store = Open();
        await store.Load(Events(new Random(1)));
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        var request = Week(TimeZoneInfo.Utc);
        Assert.Equal(new RollupPlan(request, null), await RollupPlan.FindAsync(store, request, CancellationToken.None));
        Assert.NotEqual(0, await store.Number("select count(*) from rollup_pages where report = 'pages'"));
        // Proof that it is read: a number that only the roll-up can have.
        await Execute(store, "update rollup_values set pageviews = pageviews + 1000 where report = 'overview'");
        Assert.True((await Reports.Overview.RunAsync(Source(store), request, CancellationToken.None)).Pageviews > 1000);
    }

    [Fact]
    public async Task TheMostVisitedOfManyPagesAreFoundThoughNotAllAreLookedAt()
    {
        await using var store = Open();
        var random = new Random(8);
        // The same few people come back to some pages every day: many daily visitors, few different ones.
        Event View(int day, int second)
        {
            var page = (int)Math.Pow(400, random.NextDouble());
            var time = Ms(First.AddDays(day).AddSeconds(second));
            return StoreTest.View($"/p{page}", visitor: $"c.{(page % 3 == 0 ? random.Next(3) : random.Next(200))}") with { Time = time, Received = time };
        }
        await store.Load(Enumerable.Range(0, 3000).Select(i => View(random.Next(6), i)));
        await Builder(store).FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        var request = Week(TimeZoneInfo.Utc);
        foreach (var limit in (int[])[1, 5, 20, 70, 150])
            await Compare(store, request with { Limit = limit });
        foreach (var column in (string[])["visitors", "pageviews", "events", "name"])
            await Compare(store, request with { Limit = 7, Offset = 3, Sort = new(column, column is "name" or "events") });

        // A day with more rows than are looked at first is open again.
        await store.Load(Enumerable.Range(0, 900).Select(i => View(3, i)));
        Assert.NotNull((await RollupPlan.FindAsync(store, request, CancellationToken.None))!.Open);
        foreach (var sort in (Sort?[])[null, new("visitors", Ascending: true), new("pageviews", Ascending: false)])
            await Compare(store, request with { Limit = 12, Sort = sort });
        var days = request.Range;
        await Compare(store, request with { Limit = 5, Range = new DateRange(days.From.AddDays(3), days.To), Compare = new DateRange(days.From, days.From.AddDays(2)) });
    }

    [Fact]
    public async Task ALateEventTakesItsDayOutUntilItIsRolledUpAgain()
    {
        await using var store = Open();
        await store.Load(Events(new Random(2)));
        var builder = Builder(store);
        await builder.FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        await store.Load(StoreTest.View("/late") with { Time = Ms(First.AddHours(30)), Received = Ms(First.AddDays(6)) });

        var request = Week(TimeZoneInfo.Utc);
        var day = DateOnly.FromDateTime(First).AddDays(1);
        Assert.Equal(new DateRange(day, day), (await RollupPlan.FindAsync(store, request, CancellationToken.None))!.Open);
        Assert.Contains(await Reports.Breakdown("pages").RunAsync(Source(store), request, CancellationToken.None), r => r.Name == "/late");

        await builder.FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        Assert.Null((await RollupPlan.FindAsync(store, request, CancellationToken.None))!.Open);
        Assert.Contains(await Reports.Breakdown("pages").RunAsync(Source(store), request, CancellationToken.None), r => r.Name == "/late");
    }

    [Fact]
    public async Task DaysAreCutAnewWhenTheSiteMovesToAnotherTimeZone()
    {
        await using var store = Open();
        await store.Load(Events(new Random(3)));
        var (builder, tokyo) = (Builder(store), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        await builder.FoldAsync(Site, TimeZoneInfo.Utc, CancellationToken.None);
        Assert.Null(await RollupPlan.FindAsync(store, Week(tokyo), CancellationToken.None));
        await builder.FoldAsync(Site, tokyo, CancellationToken.None);
        Assert.NotNull(await RollupPlan.FindAsync(store, Week(tokyo), CancellationToken.None));
        await Compare(store, Week(tokyo));
    }

    [Fact]
    public void ASetOfNumbersComesBackAsItWas() =>
        Gen.UInt.Array[0, 200].Sample(numbers =>
        {
            uint[] sorted = [.. numbers.Distinct().Order()];
            Assert.Equal(sorted, VisitorSet.Decode(VisitorSet.Encode(sorted)));
        });

    [Fact]
    public void AUnionCountsEveryNumberOnceAndForgetsTheLastQuestion() =>
        Gen.UInt[0, 5000].Array[0, 300].Array[1, 5].Array[1, 4].Sample(questions =>
        {
            using var union = new VisitorUnion();
            foreach (var sets in questions)
                Assert.Equal(sets.SelectMany(s => s).Distinct().Count(), union.Count([.. sets.Skip(1).Select(s => (ReadOnlyMemory<byte>)VisitorSet.Encode([.. s.Distinct().Order()]))], sets[0]));
        });

    /// <summary>All that is rolled up, once as it is and once with the roll-ups out of the way.</summary>
    static async Task Compare(IEventStore store, ReportRequest request)
    {
        var rolled = await Answers(store, request);
        await Execute(store, "update rollup_sites set zone = 'away from ' || zone");
        var counted = await Answers(store, request);
        await Execute(store, "update rollup_sites set zone = zone[11:]");
        Assert.Equal(counted, rolled);
    }

    static async Task<List<string>> Answers(IEventStore store, ReportRequest request)
    {
        var answers = new List<string>();
        foreach (var report in Reports.All.Where(r => r is OverviewReport or Candor.Analyze.Breakdown { Members: not null }))
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
            var visitor = random.Next(10) == 0 ? "" : $"c.{random.Next(12)}";
            var time = First.AddMilliseconds(random.NextInt64(9L * 86_400_000));
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var name = Pick(["PageView", "PageView", "PageView", "Purchase", "Lead"]);
                var view = StoreTest.View(Pick(["/", "/a", "/b", "/c", "/ä?utm_source=news", "/d?utm_source=Bing&utm_medium=cpc"]), visitor: visitor) with
                {
                    Name = name, Time = Ms(time), Received = Ms(time) + 50, Value = name == "Purchase" ? random.Next(1000) / 4.0 : null,
                    Country = Pick(["", "DE", "AT"]), Device = Pick(["desktop", "mobile"]), Referrer = Pick(["", "https://www.google.com/", "https://blog.example.net/x"]), Bot = visitor == "c.11" ? "Examplebot" : "",
                };
                events.Add(view);
                if (random.Next(3) == 0)
                    events.Add(StoreTest.Engagement(view, random.Next(1, 9000), random.Next(1, 40)));
                time = time.AddMinutes(random.Next(1, 45));
            }
        }
        return events;
    }

    static ReportRequest Request(Random random, TimeZoneInfo zone)
    {
        var from = DateOnly.FromDateTime(First).AddDays(random.Next(-2, 7));
        return Week(zone) with { Range = new(from, from.AddDays(random.Next(9))) };
    }

    static ReportRequest Week(TimeZoneInfo zone) => new() { Site = Site, Zone = zone, Range = new(DateOnly.FromDateTime(First), DateOnly.FromDateTime(First).AddDays(5)) };

    static ReportSource Source(IEventStore store) => new(store, Clock);

    static RollupBuilder Builder(IEventStore store) => new(store, null!, Clock, NullLogger<RollupBuilder>.Instance);

    static Task Execute(IEventStore store, string sql) => store.ExecuteAsync([new SqlStatement(new SqlText(sql))], CancellationToken.None);

    static long Ms(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
}
