using Candor.Tests.Support;

namespace Candor.Tests.Collect;

public sealed class VisitorTests : IAsyncLifetime
{
    const string Consented = "\"consent\":{\"analytics\":true}";
    const string CookieId = "c.AAAAAAAAAAAAAAAAAAAAAA";
    CandorApp app = null!;

    public async ValueTask InitializeAsync() => app = await CandorApp.StartAsync(new CandorAppOptions { Collect = new("") { TrustedProxies = [System.Net.IPNetwork.Parse("127.0.0.0/8")] } });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task WithoutConsentTheSameBrowserIsTheSameVisitorForTheDay()
    {
        var first = await app.KeepAsync("", ("X-Forwarded-For", "8.8.8.8"));
        var again = await app.KeepAsync("", ("X-Forwarded-For", "8.8.8.8"));
        var other = await app.KeepAsync("", ("X-Forwarded-For", "8.8.4.4"));
        Assert.Matches("^d\\.[0-9a-f]{16}$", first.Visitor);
        Assert.Equal(first.Visitor, again.Visitor);
        Assert.NotEqual(first.Visitor, other.Visitor);
    }

    [Fact]
    public async Task ForChildrenAndWhereTopicsAreKeptTheDaysKeyIsAllThereIsWhateverTheConsent()
    {
        await using var clinic = await CandorApp.StartAsync(new CandorAppOptions { Policy = "defaults: {pages: {/kids/**: {child_directed: true}, /services/**: {topics: keep}}}" });
        string On(string path) => clinic.Event($"{Consented},\"visitor\":\"{CookieId}\",\"url\":\"https://example.org{path}\"");
        using var answer = await clinic.SendAsync($"[{On("/kids/1")},{On("/services/cardiology")}]", ("Cookie", $"_candor={CookieId}"), ("Sec-Fetch-Site", "same-site"));

        Assert.All(clinic.Kept(), e => Assert.StartsWith("d.", e.Visitor, StringComparison.Ordinal));
        Assert.Equal(2, clinic.Kept().Count);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task WithoutConsentNeitherCookieNorGivenIdCounts()
    {
        var e = await app.KeepAsync($"\"visitor\":\"{CookieId}\"", ("Cookie", $"_candor={CookieId}"), ("Sec-Fetch-Site", "same-origin"));
        Assert.StartsWith("d.", e.Visitor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsentSetsOneFirstPartyCookieThatThenCounts()
    {
        using var answer = await app.SendAsync($"[{app.Event(Consented)},{app.Event(Consented)}]", ("Sec-Fetch-Site", "same-site"), ("Origin", "https://example.org"));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        var kept = app.Kept();
        Assert.Equal(kept[0].Visitor, kept[1].Visitor);
        Assert.StartsWith($"_candor={kept[0].Visitor}; max-age=33696000; ", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);

        using var next = await app.SendAsync(app.Event(Consented), ("Sec-Fetch-Site", "same-site"), ("Cookie", $"a=b; {cookie.Split(';')[0]}; c=d"));
        Assert.False(next.Headers.Contains("Set-Cookie"));
        Assert.Equal(kept[0].Visitor, app.Kept()[^1].Visitor);
    }

    [Fact]
    public async Task PageAndCollectorUnderTheDomainShareTheCookie()
    {
        using var answer = await app.SendAsync(app.Event(Consented), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://www.example.org"), ("Host", "stats.example.org"), ("X-Forwarded-Proto", "https"));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("domain=example.org", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ACollectorOnAnotherSiteSetsNoCookieAndTakesTheScriptsId()
    {
        using var answer = await app.SendAsync(app.Event($"{Consented},\"visitor\":\"{CookieId}\""), ("Sec-Fetch-Site", "cross-site"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(CookieId, app.Kept()[^1].Visitor);
        Assert.StartsWith("d.", (await app.KeepAsync(Consented, ("Sec-Fetch-Site", "cross-site"))).Visitor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-GPC", "")]
    [InlineData("DNT", "")]
    [InlineData("X-None", ",\"gpc\":true")]
    public async Task AnOptOutGoesBeforeConsent(string header, string member)
    {
        using var answer = await app.SendAsync(app.Event($"{Consented},\"visitor\":\"{CookieId}\"{member}"), (header, "1"), ("Sec-Fetch-Site", "same-origin"), ("Cookie", $"_candor={CookieId}"));
        var e = app.Kept()[^1];
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.StartsWith("d.", e.Visitor, StringComparison.Ordinal);
        Assert.True(e.Consent.OptOut);
    }

    [Fact]
    public async Task AForgedDailyKeyIsNotTaken() =>
        Assert.NotEqual("d.0123456789abcdef", (await app.KeepAsync($"{Consented},\"visitor\":\"d.0123456789abcdef\"", ("Sec-Fetch-Site", "cross-site"))).Visitor);

    [Theory]
    [InlineData("_candor=c.short")]
    [InlineData("_candor=c.AAAAAAAAAAAAAAAAAAAA\"A")]
    [InlineData("x_candor=c.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("_candor=")]
    public async Task ACookieThatIsNotOursIsNotTaken(string cookie) =>
        Assert.DoesNotContain((await app.KeepAsync(Consented, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).Visitor, cookie, StringComparison.Ordinal);

    [Fact]
    public async Task AServerNamesItsVisitorsUnlessTheyRefused()
    {
        var named = await app.KeepAsync("\"source\":\"server\",\"visitor\":\"customer-17\"");
        var refused = await app.KeepAsync("\"source\":\"server\",\"visitor\":\"customer-17\",\"consent\":{\"analytics\":false}");
        var again = await app.KeepAsync("\"source\":\"server\",\"visitor\":\"customer-17\",\"consent\":{\"analytics\":false}", ("X-Forwarded-For", "8.8.8.8"));
        Assert.Equal("customer-17", named.Visitor);
        Assert.Equal(("", "", ""), (named.Country, named.Browser, named.Device));
        Assert.StartsWith("d.", refused.Visitor, StringComparison.Ordinal);
        Assert.Equal(refused.Visitor, again.Visitor);
    }

    [Fact]
    public async Task ALibraryThatPostsIsAServerAndNoRobot()
    {
        var e = await app.KeepAsync("", ("User-Agent", "python-requests/2.32.3"));
        Assert.Equal((EventSource.Server, ""), (e.Source, e.Bot));
    }

    [Fact]
    public async Task CrawlersAreKeptAndMarked() =>
        Assert.Equal("Googlebot", (await app.KeepAsync("", ("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"))).Bot);

    [Fact]
    public async Task TheAddressBecomesACountry()
    {
        Assert.Equal("US", (await app.KeepAsync("", ("X-Forwarded-For", "8.8.8.8"))).Country);
        Assert.Equal("", (await app.KeepAsync("")).Country);
    }

    [Fact]
    public async Task AForwardedAddressFromAStrangerCountsForNothing()
    {
        await using var direct = await CandorApp.StartAsync();
        Assert.Equal("", (await direct.KeepAsync("", ("X-Forwarded-For", "8.8.8.8"))).Country);
    }

    [Fact]
    public async Task TheAddressIsInNoFile()
    {
        // The bytes, too: an address is only forgotten when no form of it is left.
        const string address = "93.184.215.14";
        await app.KeepAsync("\"url\":\"https://example.org/\"", ("X-Forwarded-For", address));
        await app.GetAsync($"/e?site={app.Site.Id}&name=PageView", ("X-Forwarded-For", address), ("User-Agent", "Hidden-Agent/7.7 (unlikely text)"));
        using var refused = await app.SendAsync("{broken", ("X-Forwarded-For", address));
        byte[][] forms = ["93.184.215.14"u8.ToArray(), "5db8d70e"u8.ToArray(), "unlikely text"u8.ToArray()];
        foreach (var file in Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.All(forms, form => Assert.True(bytes.ToArray().AsSpan().IndexOf(form) < 0, file));
        }
        Assert.All(forms, form => Assert.DoesNotContain(System.Text.Encoding.ASCII.GetString(form), app.Log, StringComparison.OrdinalIgnoreCase));
    }
}
