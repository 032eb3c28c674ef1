using System.Globalization;
using System.Text;

namespace Candor.Bench;

/// <summary>A shop's visits over 60 days, the same for the same seed: sessions of 1 to 9 events, log-uniform pages, time in order.</summary>
static class Visits
{
    public const string Site = "s_8f3kq2m4x7ab";
    const long FirstDay = 1788220800000, Days60 = 60L * 24 * 60 * 60 * 1000;

    static readonly string[] Names = ["PageView", "PageView", "PageView", "PageView", "PageView", "PageView", "PageView", "ViewContent", "AddToCart", "Search"];
    static readonly string[] Countries = ["US", "US", "US", "DE", "GB", "JP", "FR", "BR", "IN", "CA"];
    static readonly string[] Browsers = ["Chrome", "Chrome", "Safari", "Firefox", "Edge"];
    static readonly string[] Systems = ["Windows", "Android", "iOS", "macOS", "Linux"];
    static readonly string[] Languages = ["en-US", "en-GB", "de-DE", "fr-FR", "ja-JP"];

    public static List<Event> Make(int count, int seed = 7)
    {
        var random = new Random(seed);
        var visitors = Math.Max(1, count / 12);
        var events = new List<Event>(count + 10);
        while (events.Count < count)
            AddSession(events, random, visitors);
        events.RemoveRange(count, events.Count - count);
        events.Sort((a, b) => a.Time.CompareTo(b.Time));
        return events;
    }

    /// <summary>The same at 25,000 events a second: everybody's visit goes on all the time, and nearly every batch comes back to it.</summary>
    public static List<Event> AtOnce(int count) => [.. Make(count).Select((e, i) => e with { Time = FirstDay + (i / 25), Received = FirstDay + (i / 25) + 40 })];

    static void AddSession(List<Event> events, Random random, int visitors)
    {
        var start = FirstDay + random.NextInt64(Days60);
        var visitor = $"c.{(long)(visitors * Math.Pow(random.NextDouble(), 1.6)):x22}";
        var device = random.Next(100);
        var source = random.Next(100);
        var first = new Event
        {
            Site = Site, Id = default, Name = "", Time = 0, Received = 0, Visitor = visitor,
            Country = Countries[random.Next(10)], Region = "R" + random.Next(60).ToString(CultureInfo.InvariantCulture),
            Device = device < 55 ? "desktop" : "mobile", Browser = Browsers[device % 5], Os = Systems[device % 5],
            Language = Languages[random.Next(5)], Screen = device < 55 ? "1440x900" : "390x844", Consent = new(true, false),
        };
        var previous = source < 40 ? "" : source < 65 ? "https://www.google.com/" : source < 80 ? "https://www.facebook.com/" : $"https://ref{random.Next(200)}.example.net/post";
        var query = source is >= 40 and < 60 ? $"?utm_source=google&utm_medium=cpc&utm_campaign=campaign-{random.Next(30)}" : "";
        for (int i = 0, n = random.Next(1, 10); i < n; i++)
        {
            var time = start + (i * 45_000L) + random.Next(40_000);
            var page = (int)Math.Pow(10_000, random.NextDouble()) - 1;
            var name = random.Next(100) < 2 ? "Purchase" : Names[random.Next(10)];
            var url = $"https://shop.example.com/c/{page % 40}/item-{page}";
            events.Add(first with
            {
                Id = Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(time)), Name = name, Time = time, Received = time + 35 + random.Next(60),
                Url = url + query, Title = $"Item {page} - Example Shop", Referrer = previous,
                Props = name is "PageView" ? default : Encoding.UTF8.GetBytes($$"""{"content_ids":["sku{{page}}"],"value":{{random.Next(100, 20_000) / 100.0}},"currency":"EUR"}"""),
                Value = name is "PageView" ? null : random.Next(100, 20_000) / 100.0, Currency = name is "PageView" ? "" : "EUR",
            });
            (previous, query) = (url, "");
        }
    }
}
