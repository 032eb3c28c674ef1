using System.Text;

namespace Candor.Tests.Support;

/// <summary>Made-up visits of a small clinic, the same for the same seed.</summary>
static class Visits
{
    static readonly (string Path, string Title)[] Pages =
        [("/", "Lindenhof Clinic"), ("/appointments", "Appointments"), ("/doctors", "Doctors"), ("/doctors/dr-amara-osei", "Dr. Amara Osei"), ("/check-ups", "Check-ups"), ("/opening-hours", "Opening hours"), ("/news/flu-season", "Flu season"), ("/contact", "Contact"), ("/jobs", "Jobs"), ("/check-ups/heart", "Heart check-up"), ("/privacy", "Privacy")];

    static readonly string[] Referrers = ["", "", "https://www.google.com/", "https://www.google.com/", "https://duckduckgo.com/", "https://www.bing.com/", "https://www.facebook.com/", "https://health.example.net/clinics", "https://t.co/x"];
    static readonly (string Country, string Language)[] Places = [("DE", "de-DE"), ("DE", "de-DE"), ("DE", "de-DE"), ("AT", "de-AT"), ("CH", "de-CH"), ("FR", "fr-FR"), ("PL", "pl-PL"), ("GB", "en-GB"), ("", "en-US")];
    static readonly (string Device, string Browser, string Os, string Screen)[] Devices =
        [("mobile", "Safari", "iOS", "390x844"), ("mobile", "Chrome", "Android", "412x915"), ("desktop", "Chrome", "Windows", "1920x1080"), ("desktop", "Firefox", "Linux", "1920x1200"), ("desktop", "Edge", "Windows", "1536x864"), ("desktop", "Safari", "macOS", "1440x900"), ("tablet", "Safari", "iOS", "820x1180")];

    public static IEnumerable<Event> Make(string site, DateTimeOffset now, int days, int perDay, int seed = 1)
    {
        var random = new Random(seed);
        for (var day = days - 1; day >= 0; day--)
        {
            var start = now.AddDays(-day).Date;
            var weekend = start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var count = (int)(perDay * (weekend ? 0.45 : 1) * (0.8 + random.NextDouble() * 0.4) * (1 + (days - day) / (2.5 * days)));
            for (var visit = 0; visit < count; visit++)
            {
                var time = new DateTimeOffset(start, TimeSpan.Zero).AddHours(6 + Math.Abs(random.NextDouble() + random.NextDouble() - 1) * 12 + random.NextDouble() * 4);
                foreach (var e in Visit(site, time, random))
                    if (e.Time < now.ToUnixTimeMilliseconds())
                        yield return e;
            }
        }
    }

    /// <summary>For as many days a booking form that sends a phone number in a property, and events that are nothing but addresses of people.</summary>
    public static IEnumerable<Event> Leaking(string site, DateTimeOffset now, int days)
    {
        for (var i = 0; i < days * 8; i++)
        {
            var time = now.AddHours(-3 * i).ToUnixTimeMilliseconds();
            var e = new Event { Site = site, Id = new Guid(i, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]), Name = "Schedule", Time = time, Received = time, Url = $"https://lindenhof.example/book/{i}", Visitor = $"c.{i:x16}", Consent = new Consent(true, null) };
            yield return e with { Props = Json("""{"weeks":2,"callback":"+49 30 901820"}""") };
            if (i % 4 == 0)
                yield return e with { Name = "Newsletter", Props = Json($"{{{string.Join(',', Enumerable.Range(0, 200).Select(n => $"\"f{n}\":{{\"last_name\":\"Person{n:X4}\"}}"))}}}") };
        }
    }

    static IEnumerable<Event> Visit(string site, DateTimeOffset time, Random random)
    {
        var (place, device) = (Places[random.Next(Places.Length)], Devices[random.Next(Devices.Length)]);
        var (visitor, referrer) = ($"c.{random.NextInt64():x16}", Referrers[random.Next(Referrers.Length)]);
        var campaign = random.Next(9) == 0 ? "?utm_source=newsletter&utm_medium=email&utm_campaign=flu-2026" : "";
        var views = 1 + (int)(-Math.Log(1 - random.NextDouble()) * 1.6);
        for (var view = 0; view < views; view++)
        {
            var page = Pages[Math.Min(Pages.Length - 1, (int)(-Math.Log(1 - random.NextDouble()) * 3))];
            var leak = page.Path == "/appointments" && random.Next(4) == 0 ? "?email=jane.doe%40example.com" : "";
            var shown = Of("PageView", page.Path + (view == 0 && leak.Length == 0 ? campaign : leak), page.Title);
            yield return shown;
            time = time.AddSeconds(8 + random.Next(110));
            yield return Of("Engagement", page.Path, "") with { Props = Json($$"""{"page":"{{shown.Id}}","engaged_ms":{{4000 + random.Next(60_000)}},"scroll":{{random.Next(100)}}}""") };
            if (page.Path == "/appointments" && random.Next(3) == 0)
                yield return Of("Schedule", page.Path, "") with { Props = Json($$"""{"department":"{{(random.Next(2) == 0 ? "heart" : "general")}}","weeks":{{1 + random.Next(6)}}}""") };
            if (page.Path == "/contact" && random.Next(3) == 0)
                yield return Of("Contact", page.Path, "") with { Props = Json("""{"phone":"+49 30 901820","channel":"telephone"}""") };
            if (page.Path == "/check-ups" && random.Next(5) == 0)
                yield return Of("Purchase", page.Path, "") with { Props = Json("""{"value":89,"currency":"EUR","package":"basic"}"""), Value = 89, Currency = "EUR" };
            if (random.Next(12) == 0)
                yield return Of("OutboundClick", page.Path, "") with { Props = Json("""{"url":"https://maps.example/clinic"}""") };
            time = time.AddSeconds(5 + random.Next(60));
        }

        Event Of(string name, string path, string title)
        {
            Span<byte> id = stackalloc byte[16];
            random.NextBytes(id);
            return new Event
            {
                Site = site, Id = new Guid(id), Name = name, Time = time.ToUnixTimeMilliseconds(), Received = time.ToUnixTimeMilliseconds() + 120, Url = "https://lindenhof.example" + path, Title = title,
                Referrer = referrer, Visitor = visitor, Consent = new Consent(true, null), Country = place.Country, Language = place.Language,
                Device = device.Device, Browser = device.Browser, Os = device.Os, Screen = device.Screen,
            };
        }
    }

    static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);
}
