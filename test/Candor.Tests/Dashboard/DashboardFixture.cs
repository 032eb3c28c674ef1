using Candor.Sites;
using Candor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Candor.Tests.Dashboard;

[CollectionDefinition("Dashboard")]
public sealed class DashboardCollection : ICollectionFixture<DashboardFixture>;

/// <summary>One clinic's site with two months of visits, and one browser, for all tests that only look.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    DashboardApp? app;

    internal DashboardApp App => app!;

    internal Browser Browser { get; } = new();

    internal SiteInfo Site { get; private set; } = null!;

    /// <summary>The owner's session, made once: hashing a password takes a good part of a second.</summary>
    string session = "";

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Browser.InitializeAsync();
        app = await DashboardApp.StartAsync(cancel);
        Site = await app.AddSiteAsync("lindenhof.example", cancel);
        await app.Services.GetRequiredService<GoalDirectory>().AddAsync(Site.Id, "Booked", "Schedule", null, cancel);
        await app.StoreAsync(Visits.Make(Site.Id, TimeProvider.System.GetUtcNow(), 62, 60), cancel);
        session = await (await app.SignInAsync(await Browser.OpenAsync())).Context.StorageStateAsync();
    }

    /// <summary>A new profile of the signed-in owner.</summary>
    internal Task<IPage> OpenAsync(int width = 1280, int height = 900, bool dark = false, bool script = true) => Browser.OpenAsync(width, height, dark, script, session);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
    }

    /// <summary>Every page that a person can open.</summary>
    internal IEnumerable<string> Paths =>
    [
        "/", "/sites/new", "/users", "/policy", "/account", "/not-allowed", "/no-such-page", $"/sites/{Site.Id}", $"/sites/{Site.Id}?period=7d&compare=previous&filter=country%3D%3DDE&actions=goals",
        $"/sites/{Site.Id}?filter=event%3D%3DSchedule&actions=properties", $"/sites/{Site.Id}?filter=page~%3D/nothing", $"/sites/{Site.Id}/list/page", $"/sites/{Site.Id}/list/source?search=goo", $"/sites/{Site.Id}/live", $"/sites/{Site.Id}/debugger",
        $"/sites/{Site.Id}/settings", $"/sites/{Site.Id}/install",
    ];
}
