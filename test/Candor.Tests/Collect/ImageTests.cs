using System.Net;
using System.Text;
using Candor.Collect.Wire;
using Candor.Tests.Support;

namespace Candor.Tests.Collect;

public sealed class ImageTests : IAsyncLifetime
{
    CandorApp app = null!;

    public async ValueTask InitializeAsync() => app = await CandorApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task TheImageIsFortyThreeBytesAndNeverCached()
    {
        using var answer = await app.GetAsync($"/e?site={app.Site.Id}&name=PageView&url=https%3A%2F%2Fexample.org%2Fa&title=A%20b&time=1790000000000");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, 43, "image/gif", "no-store"), (answer.StatusCode, bytes.Length, answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.ToString()));
        Assert.Equal("GIF89a"u8.ToArray(), bytes[..6]);
        var e = Assert.Single(app.Kept());
        Assert.Equal(("PageView", "https://example.org/a", "A b", 1790000000000), (e.Name, e.Url, e.Title, e.Time));
    }

    [Theory]
    [InlineData("cd[value]=42.5&cd[currency]=eur&cd[sku]=007", """{"value":42.5,"currency":"eur","sku":"007"}""")]
    [InlineData("props[value]=1e999", """{"value":"1e999"}""")]
    [InlineData("props=%7B%22a%22%3A%5B1%5D%7D", """{"a":[1]}""")]
    public async Task PropertiesComeAsJsonOrOneByOne(string query, string props)
    {
        using var answer = await app.GetAsync($"/e?site={app.Site.Id}&name=Purchase&{query}");
        Assert.Equal(props, Encoding.UTF8.GetString(Assert.Single(app.Kept()).Props.Span));
    }

    [Fact]
    public async Task ConsentAndMatchingDataComeInTheQueryToo()
    {
        var hash = new string('a', 64);
        using var answer = await app.GetAsync($"/e?site={app.Site.Id}&name=Lead&consent=%7B%22analytics%22%3Afalse%2C%22ads%22%3Atrue%7D&user[em]={hash}&gpc=0");
        var e = Assert.Single(app.Kept());
        Assert.Equal(new Consent(false, true), e.Consent);
        Assert.Contains(hash, Encoding.UTF8.GetString(e.User.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Missing site")]
    [InlineData("?name=a&site=s_none", "UnknownSite site")]
    [InlineData("?name=a&site=SITE&time=soon", "WrongType time")]
    [InlineData("?name=a&site=SITE&props=%7Bbroken", "WrongType props")]
    [InlineData("?name=a&site=SITE&%FF=%C3%28&url=%", "")]
    public async Task AnImageIsAnsweredWhateverIsAsked(string query, string refused)
    {
        using var answer = await app.GetAsync("/e" + query.Replace("SITE", app.Site.Id, StringComparison.Ordinal));
        Assert.Equal(43, answer.Content.Headers.ContentLength);
        Assert.Equal(refused.Length > 0, (int)answer.StatusCode is >= 400 and < 500);
        Assert.Equal(refused, answer.Headers.TryGetValues("Candor-Refused", out var values) ? values.Single() : "");
    }

    [Fact]
    public async Task AnImageOnAnotherSitesPageIsRefused()
    {
        using var foreign = await app.GetAsync($"/e?site={app.Site.Id}&name=a", ("Referer", "https://evil.example/x"));
        using var own = await app.GetAsync($"/e?site={app.Site.Id}&name=a", ("Referer", "https://www.example.org/x"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (foreign.StatusCode, own.StatusCode));
        Assert.Equal(1, app.Counters.Refused(RefusalReason.ForeignOrigin));
    }

    [Fact]
    public async Task AToolThatFetchesTheImageIsMarked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/e?site={app.Site.Id}&name=PageView") { Headers = { { "User-Agent", "curl/8.5.0" } } };
        using var answer = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("curl", Assert.Single(app.Kept()).Bot);
    }
}
