using Candor.Guard.Policy;

namespace Candor.Cli.Demo;

/// <summary>Ninety days of invented visits: a week's rhythm, a day's rhythm, slow growth and one busy day. The same seed gives the same history.</summary>
static class DemoHistory
{
    public const int Days = 90;

    /// <summary>Visits from <paramref name="now"/> minus 90 days up to <paramref name="now"/>, oldest first.</summary>
    public static IEnumerable<IReadOnlyList<Event>> Visits(string site, string origin, SitePolicy policy, DateTimeOffset now, int seed = 7)
    {
        var random = new Random(seed);
        var first = now.AddDays(-Days);
        for (var day = 0; day <= Days; day++)
        {
            var date = first.Date.AddDays(day);
            foreach (var start in Starts(random, date, VisitsOn(date, day, random)))
                if (start < now.AddMinutes(-15))
                    yield return new DemoVisit(random, site, origin, policy).Make(start.ToUnixTimeMilliseconds());
        }
    }

    static int VisitsOn(DateTime date, int day, Random random)
    {
        var week = date.DayOfWeek switch { DayOfWeek.Saturday => 0.6, DayOfWeek.Sunday => 0.45, DayOfWeek.Monday => 1.2, _ => 1.0 };
        var news = day is 61 or 62 ? 1.9 : 1.0;
        return (int)((120 + day * 0.7) * week * news * (0.9 + 0.2 * random.NextDouble()));
    }

    static IEnumerable<DateTimeOffset> Starts(Random random, DateTime date, int count) =>
        Enumerable.Range(0, count)
            .Select(_ => new DateTimeOffset(date, TimeSpan.Zero).AddSeconds(Hour(random) * 3600 + random.Next(3600)))
            .Order();

    // Two humps, late morning and evening, as clinics see them.
    static int Hour(Random random)
    {
        var hump = random.Next(10) < 6 ? 10.5 : 19.5;
        var spread = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 6;
        return (int)Math.Clamp(hump + spread, 0, 23);
    }
}
