using Candor.Sites;

namespace Candor.Tests.Sites;

public sealed class SiteInfoTests
{
    static readonly SiteInfo Site = new("s_abcdefghijkl", "example.org", "Example", "UTC", ["https://shop.example.net", "http://staging.test:8080"]);
    static readonly SiteInfo Local = Site with { Domain = "localhost" };

    [Theory]
    [InlineData("https://example.org")]
    [InlineData("http://example.org:8080")]
    [InlineData("https://www.example.org")]
    [InlineData("https://a.b.EXAMPLE.org")]
    [InlineData("https://shop.example.net")]
    [InlineData("http://staging.test:8080")]
    public void TheDomainItsSubdomainsAndTheExtraOriginsMaySend(string origin) => Assert.True(Site.Accepts(origin));

    [Theory]
    [InlineData("https://example.org.evil.test")]
    [InlineData("https://notexample.org")]
    [InlineData("https://example.com")]
    [InlineData("http://shop.example.net")]
    [InlineData("https://www.shop.example.net")]
    [InlineData("http://staging.test")]
    [InlineData("http://localhost:3000")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("file:///etc/passwd")]
    [InlineData("chrome-extension://example.org")]
    public void OthersMayNot(string origin) => Assert.False(Site.Accepts(origin));

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1:5173")]
    [InlineData("http://[::1]:5173")]
    public void ALocalSiteTakesEveryLoopbackName(string origin) => Assert.True(Local.Accepts(origin));
}
