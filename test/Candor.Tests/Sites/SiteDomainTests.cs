using Candor.Sites;

namespace Candor.Tests.Sites;

public sealed class SiteDomainTests
{
    [Theory]
    [InlineData("example.org", "example.org")]
    [InlineData("  Example.ORG ", "example.org")]
    [InlineData("https://example.org", "example.org")]
    [InlineData("https://user:secret@www.example.org:8443/shop?a=b#c", "www.example.org")]
    [InlineData("example.org/path", "example.org")]
    [InlineData("example.org.", "example.org")]
    [InlineData("Bücher.example", "xn--bcher-kva.example")]
    [InlineData("http://例え.テスト/", "xn--r8jz45g.xn--zckzah")]
    [InlineData("localhost", "localhost")]
    [InlineData("http://localhost:5000/", "localhost")]
    [InlineData("127.0.0.1:8080", "127.0.0.1")]
    [InlineData("[::1]:8080", "localhost")]
    [InlineData("192.168.10.4", "192.168.10.4")]
    public void WhatPeoplePasteBecomesAHostName(string typed, string expected) => Assert.Equal(expected, SiteDomain.Normalise(typed, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://")]
    [InlineData("example")]
    [InlineData("exa mple.org")]
    [InlineData("-a.example")]
    [InlineData("a..example")]
    [InlineData("<script>alert(1)</script>.org")]
    [InlineData("a_b.example")]
    [InlineData("javascript:alert(1)")]
    public void WhatIsNoDomainIsRefusedWithASentence(string? typed)
    {
        Assert.Null(SiteDomain.Normalise(typed, out var error));
        Assert.EndsWith(".", error);
    }

    [Fact]
    public void ALabelOrANameThatIsTooLongIsRefused()
    {
        Assert.Null(SiteDomain.Normalise(new string('a', 64) + ".org", out _));
        Assert.Null(SiteDomain.Normalise(string.Join('.', Enumerable.Repeat("abcdefgh", 40)), out _));
    }

    [Fact]
    public void NormalisingTwiceChangesNothing() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, typed =>
        {
            if (SiteDomain.Normalise(typed, out _) is { } once)
                Assert.Equal(once, SiteDomain.Normalise(once, out _));
        });
}
