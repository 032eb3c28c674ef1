using Candor.Store;

namespace Candor.Tests.Store;

public sealed class UrlPartsTests
{
    [Theory]
    [InlineData("https://www.Example.org/a/B?c=D#e", "www.example.org", "/a/B", "c=D")]
    [InlineData("https://example.org", "example.org", "/", "")]
    [InlineData("https://example.org?x=1", "example.org", "/", "x=1")]
    [InlineData("http://example.org:80/a", "example.org", "/a", "")]
    [InlineData("https://example.org:443/a", "example.org", "/a", "")]
    [InlineData("http://localhost:8080/a", "localhost:8080", "/a", "")]
    [InlineData("https://user:pass@example.org/a", "example.org", "/a", "")]
    [InlineData("https://example.org/@me?to=a@b", "example.org", "/@me", "to=a@b")]
    [InlineData("/only/path?q", "", "/only/path", "q")]
    [InlineData("home", "", "home", "")]
    [InlineData("/redirect?to=https://other.org/x", "", "/redirect", "to=https://other.org/x")]
    [InlineData("https://münchen.de/ä", "münchen.de", "/ä", "")]
    [InlineData("android-app://com.google.android.gm/", "com.google.android.gm", "/", "")]
    [InlineData("https://", "", "/", "")]
    [InlineData("#top", "", "/", "")]
    [InlineData("", "", "", "")]
    public void AnAddressFallsIntoHostPathAndQuery(string url, string host, string path, string query)
    {
        using var arena = new TextArena();
        UrlParts.Page(arena, arena.Add(url), out var h, out var p, out var q);
        Assert.Equal((host, path, query), (arena.Text(h), arena.Text(p), arena.Text(q)));
    }

    [Theory]
    [InlineData("https://www.Google.com/", "www.google.com", "www.google.com")]
    [InlineData("https://www.google.com", "www.google.com", "www.google.com")]
    [InlineData("https://example.org:443/a/b?c#d", "example.org/a/b", "example.org")]
    [InlineData("https://example.org:8443/a/b?c#d", "example.org:8443/a/b", "example.org:8443")]
    [InlineData("/a/b?c", "/a/b", "")]
    [InlineData("", "", "")]
    public void AReferrerIsHostAndPath(string url, string referrer, string host)
    {
        using var arena = new TextArena();
        var slice = UrlParts.Referrer(arena, arena.Add(url));
        Assert.Equal((referrer, host), (arena.Text(slice), arena.Text(UrlParts.HostOf(arena, slice))));
    }
}
