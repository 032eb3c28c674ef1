namespace Candor.Tests.Analyze;

/// <summary>Sixteen days of hits around a change of the clocks, the same for a seed every time, with the values that break naive code.</summary>
static class GeneratedHits
{
    public static readonly DateTime First = new(2026, 10, 15, 0, 0, 0);

    static readonly string[] Paths = ["/", "/a", "/b", "/ä/ö", "/with space", "/a'b", "/\"q\"", "/100%", "/under_score", "", "/'; drop table events; --", "=1+1", "/" + new string('x', 3000), "/🏥"];
    static readonly string[] Names = ["PageView", "PageView", "PageView", "PageView", "Purchase", "Lead", "OutboundClick", "Buchung Ä"];
    static readonly string[] Sources = ["", "Google", "google", "newsletter", "x'y", "Bing|Ads"];
    static readonly string[] Props = ["", "{}", """{"plan":"pro","seats":3}""", """{"plan":"free"}""", """{"url":"https://example.net/a","~/k":"v"}""", """{"plan":null,"list":[1,2]}"""];

    public static List<Hit> Create(int seed, int count)
    {
        var random = new Random(seed);
        T Pick<T>(T[] from) => from[random.Next(from.Length)];
        var hits = new List<Hit>();
        while (hits.Count < count)
        {
            var visitor = (ulong)random.Next(0, 60);
            var bot = visitor % 15 == 14 ? "Examplebot" : "";
            var time = First.AddMilliseconds(random.NextInt64(16L * 86_400_000));
            for (var n = random.Next(1, 7); n > 0; n--)
            {
                var name = Pick(Names);
                hits.Add(new(time, visitor, name, Pick(Paths))
                {
                    Id = new Guid(random.Next(), (short)hits.Count, 0, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(256)),
                    Country = Pick(["", "DE", "AT", "US"]), Region = Pick(["", "BE", "BY"]), Device = Pick(["desktop", "mobile", ""]), Browser = Pick(["Firefox", "Chrome"]),
                    Os = Pick(["Linux", "iOS"]), Language = Pick(["de-DE", "en"]), Screen = Pick(["390x844", "1440x900"]), Props = Pick(Props), Bot = bot,
                    Source = Pick(Sources), Channel = Pick(["Direct", "Organic Search"]), Campaign = Pick(["", "spring"]),
                    Value = name == "Purchase" && random.Next(5) > 0 ? random.Next(1, 100_000) / 100.0 : null, Removed = random.Next(6) == 0 ? Pick(["email", "email,health", "card"]) : "",
                });
                if (visitor != 0 && random.Next(3) == 0)
                    hits.Add(new(time.AddSeconds(20), visitor, "Engagement", hits[^1].Path) { EngagedMs = random.Next(100, 15_000), Bot = bot, Id = new Guid(random.Next(), (short)hits.Count, 1, 0, 0, 0, 0, 0, 0, 0, (byte)random.Next(256)) });
                time = time.AddMilliseconds(random.Next(500, 50 * 60_000));
            }
        }
        // Distinct times: which of two hits of one instant comes first is the store's business, not the reports'.
        return [.. hits.DistinctBy(h => h.Time).OrderBy(h => h.Time)];
    }
}
