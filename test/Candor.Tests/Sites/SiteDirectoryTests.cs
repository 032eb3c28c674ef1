using Candor.Sites;

namespace Candor.Tests.Sites;

public sealed class SiteDirectoryTests : IDisposable
{
    readonly SitesFixture fixture = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task ASiteIsFoundAtOnceAndAfterARestart()
    {
        var site = await fixture.Sites.AddAsync("https://Example.org/", null, "Europe/Berlin", Cancel);

        Assert.Matches("^s_[a-z2-7]{12}$", site.Id);
        Assert.Equal(("example.org", "example.org", "Europe/Berlin"), (site.Domain, site.Name, site.TimeZone));
        Assert.Same(fixture.Sites.All[0], fixture.Sites.Find(site.Id));
        using var restarted = new SiteDirectory(new SitesFile(new SitesOptions(fixture.DatabasePath)), fixture.Clock);
        Assert.Equivalent(site, restarted.Find(site.Id));
    }

    [Fact]
    public async Task ADomainIsTakenOnce()
    {
        await fixture.Sites.AddAsync("example.org", null, null, Cancel);

        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.AddAsync("HTTPS://EXAMPLE.ORG", null, null, Cancel));
        Assert.Contains("example.org", refused.Errors["domain"], StringComparison.Ordinal);
        Assert.Single(fixture.Sites.All);
    }

    [Fact]
    public async Task AllErrorsComeAtOnce()
    {
        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.AddAsync("nodot", new string('n', 101), "Mars/Olympus", Cancel));

        Assert.Equal(["domain", "name", "time_zone"], refused.Errors.Keys.Order());
    }

    [Fact]
    public async Task OriginsAreKeptInTheFormBrowsersSend()
    {
        var site = await fixture.Sites.AddAsync("example.org", null, null, Cancel);
        var changed = await fixture.Sites.ChangeAsync(site.Id, "New", "Asia/Tokyo", ["shop.example.net", "HTTP://Staging.test:8080/path", " "], Cancel);

        Assert.Equal(["https://shop.example.net", "http://staging.test:8080"], changed.Origins);
        Assert.Equal("New", fixture.Sites.Find(site.Id)!.Name);
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.ChangeAsync(site.Id, null, null, ["ftp://x.test"], Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.ChangeAsync("s_missing", null, null, [], Cancel));
    }

    [Fact]
    public async Task ManyAtOnceOfOneDomainMakeOneSite()
    {
        var tries = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try { await fixture.Sites.AddAsync("example.org", null, null, Cancel); return true; }
            catch (InputRefusedException) { return false; }
        }, Cancel));

        Assert.Single(await Task.WhenAll(tries), made => made);
    }

    [Fact]
    public void OnlyTheOwnerMayReadTheFile()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(fixture.DatabasePath));
    }
}
