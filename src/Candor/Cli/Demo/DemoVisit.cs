using System.Text;
using System.Text.Json;
using Candor.Guard.Policy;

namespace Candor.Cli.Demo;

/// <summary>One invented visit to the clinic: the events that its pages would send, in order of time.</summary>
sealed class DemoVisit(Random random, string site, string origin, SitePolicy policy)
{
    static readonly (string Referrer, string Query, int Weight)[] Ways =
    [
        ("", "", 34),
        ("https://www.google.com/", "", 30),
        ("https://www.bing.com/", "", 5),
        ("https://duckduckgo.com/", "", 4),
        ("https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign=check-ups", 9),
        ("https://www.facebook.com/", "", 4),
        ("https://www.instagram.com/", "utm_source=instagram&utm_medium=social&utm_campaign=autumn", 3),
        ("", "utm_source=newsletter&utm_medium=email&utm_campaign=monthly", 5),
        ("https://chatgpt.com/", "", 2),
        ("https://harbour-news.example/health/clinic", "", 3),
        ("https://www.zorgkaart.example/clinics", "", 1),
    ];

    static readonly (string Country, string Language, int Weight)[] Places =
        [("NL", "nl-NL", 62), ("BE", "nl-BE", 9), ("DE", "de-DE", 11), ("GB", "en-GB", 6), ("FR", "fr-FR", 4), ("US", "en-US", 4), ("SE", "sv-SE", 2), ("ES", "es-ES", 2)];

    static readonly (string Device, string Browser, string Os, string Screen, int Weight)[] Machines =
    [
        ("mobile", "Chrome Mobile", "Android", "412x915", 30), ("mobile", "Mobile Safari", "iOS", "390x844", 27), ("desktop", "Chrome", "Windows", "1920x1080", 20),
        ("desktop", "Edge", "Windows", "1536x864", 8), ("desktop", "Safari", "Mac OS X", "1440x900", 7), ("desktop", "Firefox", "Linux", "1920x1080", 4), ("tablet", "Mobile Safari", "iOS", "820x1180", 4),
    ];

    static readonly (string[] Pages, int Weight)[] Roads =
    [
        ([""], 26),
        (["", "services"], 8),
        (["", "services", "services/cardiology"], 7),
        (["services/dermatology"], 9),
        (["services/maternity", "doctors/sofia-marques"], 6),
        (["services/mental-health"], 6),
        (["services/mental-health", "doctors/jonas-lind", "appointments", "appointments/thanks"], 3),
        (["", "doctors", "doctors/amara-osei", "appointments", "appointments/thanks"], 6),
        (["doctors/lena-fischer", "appointments"], 4),
        (["services/cardiology", "doctors/amara-osei"], 4),
        (["", "search", "services/maternity"], 4),
        (["news/flu-season"], 7),
        (["shop", "shop/heart-check"], 4),
        (["shop/heart-check", "shop/basket", "shop/thanks"], 2),
        (["shop", "shop/skin-check", "shop/basket", "shop/thanks"], 2),
        (["shop/traveller-check"], 2),
    ];

    static readonly (string First, string Last)[] People =
        [("Anna", "de Vries"), ("Pieter", "Bakker"), ("Mirjam", "Jansen"), ("Omar", "El Idrissi"), ("Greta", "Holm"), ("Tomasz", "Nowak"), ("Claire", "Dubois"), ("Ruth", "Adler")];

    readonly List<Event> events = [];

    /// <summary>The visit's events, before Guard has seen them: some pages leak, as the clinic's form does.</summary>
    public IReadOnlyList<Event> Make(long start)
    {
        var way = Pick(Ways, w => w.Weight);
        var place = Pick(Places, p => p.Weight);
        var machine = Pick(Machines, m => m.Weight);
        var remembered = random.Next(100) < 35;
        var (lasting, ofTheDay) = ($"c.demo{random.Next(2200):x4}", $"d.{random.NextInt64():x16}");
        var consent = remembered ? new Consent(true, random.Next(3) == 0) : default;
        var road = Pick(Roads, r => r.Weight).Pages;
        var time = start;
        var previous = way.Referrer;
        for (var step = 0; step < road.Length; step++)
        {
            var url = Url(road[step], step == 0 ? way.Query : "");
            var looked = 4_000 + (long)(random.NextDouble() * random.NextDouble() * 110_000);
            var view = Event("PageView", time, url);
            Add(view);
            foreach (var (name, props, value) in ActsOn(road[step]))
                Add(Event(name, time + random.Next(1_000, 4_000), url) with { Props = Encoding.UTF8.GetBytes(props), Value = value, Currency = value is null ? "" : "EUR" });
            if (random.Next(100) < 82)
                Add(Event("Engagement", time + looked, url) with { Props = Engagement(view.Id, looked) });
            previous = url;
            time += looked + random.Next(500, 3_000);
        }

        return events;

        Event Event(string name, long at, string url) => new()
        {
            Site = site, Id = NewId(at), Name = name, Time = at, Received = at, Url = url, Referrer = previous, Consent = consent,
            Visitor = remembered && policy.At(url, place.Country, "").AllowsIdentifier(consent) ? lasting : ofTheDay,
            Title = ClinicPage.Find(new Uri(url).AbsolutePath)?.Title + " - Harbour Street Clinic",
            Country = place.Country, Language = place.Language, Device = machine.Device, Browser = machine.Browser, Os = machine.Os, Screen = machine.Screen,
        };
    }

    void Add(Event e) => events.Add(e);

    string Url(string page, string query)
    {
        if (page == "appointments/thanks")
        {
            var (first, last) = People[random.Next(People.Length)];
            query = $"first_name={first}&last_name={Uri.EscapeDataString(last)}&email={first.ToLowerInvariant()}%40mail.example&phone=%2B316{random.Next(10_000_000, 99_999_999)}&reason=" + Uri.EscapeDataString("I would rather say it in person");
        }
        else if (page == "search")
            query = "q=pregnancy+test";
        return $"{origin}/{page}{(query == "" ? "" : "?" + query)}";
    }

    static IEnumerable<(string Name, string Props, double? Value)> ActsOn(string page) => page switch
    {
        "search" => [("Search", """{"results":1}""", null)],
        "appointments/thanks" => [("Schedule", "", null)],
        "shop/heart-check" => [("ViewContent", """{"content_ids":["heart-check"],"content_type":"product","value":145,"currency":"EUR"}""", 145)],
        "shop/skin-check" => [("ViewContent", """{"content_ids":["skin-check"],"content_type":"product","value":85,"currency":"EUR"}""", 85), ("AddToCart", """{"content_ids":["skin-check"],"value":85,"currency":"EUR"}""", 85)],
        "shop/traveller-check" => [("ViewContent", """{"content_ids":["traveller-check"],"content_type":"product","value":60,"currency":"EUR"}""", 60)],
        "shop/basket" => [("InitiateCheckout", "", null)],
        "shop/thanks" => [("Purchase", """{"content_ids":["heart-check"],"value":145,"currency":"EUR","num_items":1}""", 145)],
        _ => [],
    };

    byte[] Engagement(Guid page, long looked) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["page"] = page, ["engaged_ms"] = looked, ["scroll"] = random.Next(25, 101) });

    Guid NewId(long at)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(at >> (40 - 8 * i));
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    T Pick<T>(IReadOnlyList<T> choices, Func<T, int> weight)
    {
        var ticket = random.Next(choices.Sum(weight));
        foreach (var choice in choices)
            if ((ticket -= weight(choice)) < 0)
                return choice;
        return choices[^1];
    }
}
