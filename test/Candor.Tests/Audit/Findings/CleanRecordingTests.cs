using Candor.Tests.Support;

namespace Candor.Tests.Audit.Findings;

/// <summary>What looks like a leak and is none: nothing may be found on these.</summary>
public sealed class CleanRecordingTests
{
    const string Json = "application/json";

    [Fact]
    public void AFormPostedToTheSiteItself() => Clean(new Har().Document()
        .Post("https://clinic.example.org/api/contact", Json, """{"email":"jane@example.com","name":"Jane Doe","message":"I feel sick","card":"4111 1111 1111 1111"}""")
        .Post("https://api.example.org/v1/booking", "application/x-www-form-urlencoded", "email=jane%40example.com&dob=1980-01-01"));

    [Fact]
    public void WordsOfForms() => Clean(new Har().Document().Get("https://fonts.googleapis.com/css2?family=Visa+Female:wght@400", e => e["_resourceType"] = "stylesheet")
        .Get("https://cdn.jsdelivr.net/npm/visa@4.1.2/female.min.js", e => e["_resourceType"] = "script").Get("https://static.somecdn.example.net/img/Mastercard-female-married.png?v=20261125"));

    [Fact]
    public void PicturesLibrariesAndFonts() => Clean(new Har().Document()
        .Get("https://fonts.gstatic.com/s/inter/v12/UcCO3FwrK3iLTeHuS_fvQtMwCp50KnMw2boKoduKmMEVuLyfAZ9hiA.woff2").Get("https://cdnjs.cloudflare.com/ajax/libs/d3/7.8.5/d3.min.js")
        .Get("https://images.example.net/photo-1500000000000-aaaaaaaaaaaa?ixlib=rb-4.0.3&auto=format&fit=crop&w=1200&q=80").Get("https://unpkg.com/react@18.2.0/umd/react.production.min.js"));

    [Fact]
    public void MapsAndTheirTiles() => Clean(new Har().Document()
        .Get("https://maps.googleapis.com/maps/api/js?key=AIzaSyA1234567890abcdefghijklmnopqrstuvw&callback=initMap&libraries=places", e => e["_resourceType"] = "script")
        .Get("https://a.tile.openstreetmap.org/13/4093/2723.png").Get("https://api.mapbox.com/v4/mapbox.satellite/14/2621/6333.webp?sku=101abc&access_token=pk.eyJ1IjoiY2xpbmljIiwiYSI6ImNrIn0.abcdefghijklmnopqrstuv"));

    [Fact]
    public void ChartsAndTheirExports() => Clean(new Har().Document().Post("https://clinic.example.org/chart/export", Json, """{"svg":"<svg><text>Female 52%</text></svg>","type":"png"}""")
        .Get("https://quickchart.io/chart?c=%7Btype%3A%27bar%27%2Cdata%3A%7Blabels%3A%5B%27Q1%27%5D%7D%7D"));

    [Fact]
    public void APaymentProvider() => Clean(new Har().Document().Post("https://api.stripe.com/v1/payment_methods", "application/x-www-form-urlencoded", "type=card&card[number]=4242424242424242&billing_details[email]=jane%40example.com")
        .Get("https://js.stripe.com/v3/", e => e["_resourceType"] = "script"));

    [Fact]
    public void AConsentTool() => Clean(new Har().Document().Get("https://cdn.cookielaw.org/scripttemplates/otSDKStub.js", e => e["_resourceType"] = "script")
        .Get("https://geolocation.onetrust.com/cookieconsentpub/v1/geo/location").Post("https://privacyportal.onetrust.com/request/v1/consentreceipts", Json, """{"identifier":"e1f7a3b2-1111-4222-8333-944444444444","purposes":[{"Id":"1","TransactionType":"CONFIRMED"}]}"""));

    [Fact]
    public void ErrorMonitoringOnAHostOfTheSite() => Clean(new Har().Document().Post("https://errors.example.org/api/2/envelope/?sentry_key=0123456789abcdef0123456789abcdef", "text/plain", """
        {"event_id":"0123456789abcdef0123456789abcdef","sent_at":"2026-11-25T08:00:00.000Z"}
        {"type":"event"}
        {"exception":{"values":[{"type":"TypeError","value":"x is undefined"}]},"request":{"url":"https://clinic.example.org/"},"user":{"id":"7"}}
        """));

    [Fact]
    public void AMeasurementThatTellsNothingOfAnybody() => Clean(new Har().Document().Post("https://plausible.io/api/event", "text/plain", """{"n":"pageview","u":"https://clinic.example.org/opening-hours","d":"clinic.example.org","r":null,"w":1440}""")
        .Get("https://www.google-analytics.com/g/collect?v=2&tid=G-AAAA1111&gtm=45je4b&_p=1732521600000&gcs=G111&cid=1234567890.1732521600&ul=en-us&sr=1440x900&_s=1&sid=1732521600&sct=1&seg=0&dl=https%3A%2F%2Fclinic.example.org%2Fopening-hours&dt=Opening%20hours&en=page_view&_ee=1&tfd=1234"));

    [Fact]
    public void NumbersThatLookLikeTelephonesAndCards() => Clean(new Har().Document()
        .Get("https://www.facebook.com/tr/?id=4155550132&ev=PageView&dl=https%3A%2F%2Fclinic.example.org%2F&ts=1732521600123&cd[value]=4155550132&fbp=fb.1.1732521600123.4155550132&ec=0")
        .Get("https://bat.bing.com/action/0?ti=4155550132&mid=41555501-3241-5555-0132-415555013241&sid=41555501324155550132415555013241&evt=pageLoad&p=https%3A%2F%2Fclinic.example.org%2F&rn=415555"));

    [Fact]
    public void ASlowlyGrowingCounterIsNoTyping()
    {
        var har = new Har().Document();
        for (var i = 1; i < 9; i++)
            har.Get($"https://ping.chartbeat.net/ping?h=clinic.example.org&p=%2F&u=Cabc&t={new string('9', i)}");
        Clean(har);
    }

    [Fact]
    public void AVideoAndASocialWidget() => Clean(new Har().Document().Get("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", e =>
    {
        e["_resourceType"] = "document";
        Har.Headers(e).Add(Har.Header("Sec-Fetch-Dest", "iframe"));
    }));

    [Fact]
    public void ServicesOfTheSitesOwnNamedAsSuch() => Assert.Empty(new Har().Document().Post("https://abc123.execute.example-cloud.net/prod/book", Json, """{"email":"jane@example.com"}""").Found(new Candor.Audit.AuditOptions { FirstParty = ["example-cloud.net"] }));

    static void Clean(Har har) => Assert.Empty(har.Audit().Findings.Select(f => $"{f.Rule} {f.Host}: {f.Summary}"));
}
