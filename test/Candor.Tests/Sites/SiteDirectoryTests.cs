using Candor.Sites;
using Candor.Tests.Support;

namespace Candor.Tests.Sites;

/// <summary>One contract, over both databases.</summary>
public abstract class SiteDirectoryTests : IDisposable
{
    readonly SitesFixture fixture;

    SiteDirectoryTests(PostgresServer? postgres) => fixture = new SitesFixture(postgres);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ASiteIsFoundAtOnceAndAfterARestart()
    {
        var site = await fixture.Sites.AddAsync("https://Example.org/", null, "Europe/Berlin", Cancel);

        Assert.Matches("^s_[a-z2-7]{12}$", site.Id);
        Assert.Equal(("example.org", "example.org", "Europe/Berlin"), (site.Domain, site.Name, site.TimeZone));
        Assert.Same(fixture.Sites.All[0], fixture.Sites.Find(site.Id));
        Assert.Equivalent(site, fixture.Node().Sites.Find(site.Id));
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
        var changed = await fixture.Sites.ChangeAsync(site.Id, "New", "Asia/Tokyo", ["shop.example.net", "HTTP://Staging.test:8080/path", " "], null, Cancel);

        Assert.Equal(["https://shop.example.net", "http://staging.test:8080"], changed.Origins);
        Assert.Equal("New", fixture.Sites.Find(site.Id)!.Name);
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.ChangeAsync(site.Id, null, null, ["ftp://x.test"], null, Cancel));
        await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.ChangeAsync("s_missing", null, null, [], null, Cancel));
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
    public async Task TheSecondOfTwoWhoEditAtOnceIsToldAndLosesNothingOfTheFirst()
    {
        var opened = await fixture.Sites.AddAsync("example.org", null, null, Cancel);
        await fixture.Sites.ChangeAsync(opened.Id, "First", "Asia/Tokyo", [], opened.Version, Cancel);

        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => fixture.Sites.ChangeAsync(opened.Id, "Second", "UTC", [], opened.Version, Cancel));
        Assert.Contains("Load the page again", refused.Errors["version"], StringComparison.Ordinal);
        var now = fixture.Sites.Find(opened.Id)!;
        Assert.Equal(("First", "Asia/Tokyo"), (now.Name, now.TimeZone));
        Assert.Equal("Second", (await fixture.Sites.ChangeAsync(opened.Id, "Second", "UTC", [], now.Version, Cancel)).Name);
    }

    [Fact]
    public async Task TwoNodesThatAddOneDomainMakeOneSite()
    {
        var other = fixture.Node().Sites;
        await fixture.Sites.AddAsync("example.org", null, null, Cancel);

        var refused = await Assert.ThrowsAsync<InputRefusedException>(() => other.AddAsync("example.org", null, null, Cancel));
        Assert.Contains("there already", refused.Errors["domain"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASiteThatNobodyChangedStaysTheSameObject()
    {
        var (kept, changed) = (await fixture.Sites.AddAsync("a.example", null, null, Cancel), await fixture.Sites.AddAsync("b.example", null, null, Cancel));
        var known = fixture.Sites.Find(kept.Id);
        await fixture.Node().Sites.ChangeAsync(changed.Id, "New", null, ["https://c.example"], null, Cancel);

        await fixture.Sites.RefreshAsync(Cancel);
        Assert.Same(known, fixture.Sites.Find(kept.Id));
        Assert.Equal(["https://c.example"], fixture.Sites.Find(changed.Id)!.Origins);
    }

    public sealed class OnSqlite() : SiteDirectoryTests(null);

    public sealed class OnPostgres(PostgresServer server) : SiteDirectoryTests(server);
}
