using Candor.Audit.Many;
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
        AuditId = Audit(app.Services.GetRequiredService<AuditStore>());
        session = await (await app.SignInAsync(await Browser.OpenAsync())).Context.StorageStateAsync();
    }

    /// <summary>Two audits of one address, which differ, and one that failed.</summary>
    static string Audit(AuditStore store)
    {
        const string Address = "https://clinic.example.org/";
        var at = TimeProvider.System.GetUtcNow();
        var before = new Har().Document().Get("https://analytics.tiktok.com/api/v2/pixel?event=x&email=jane@example.com").Audit();
        var now = new Har().Document().Get("https://www.facebook.com/tr/?id=1&ev=Lead&dl=https%3A%2F%2Fclinic.example.org%2F%3Femail%3Djane%40example.com").Audit();
        store.Save("test", [new SiteOutcome(Address, SiteOutcome.Done, "", at.AddDays(-1), TimeSpan.FromSeconds(3), before), new SiteOutcome(Address, SiteOutcome.Done, "", at, TimeSpan.FromSeconds(3), now),
            new SiteOutcome("https://gone.example/", "no-answer", "https://gone.example/ does not answer.", at, TimeSpan.FromSeconds(1), null)]);
        store.Keep(new Schedule(Address, 24, at.AddDays(1)));
        return store.Of(Address)[0].Id;
    }

    internal string AuditId { get; private set; } = "";

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
        "/", "/sites/new", "/users", "/policy", "/account", "/not-allowed", "/no-such-page", "/audits", $"/audits/{AuditId}", $"/sites/{Site.Id}", $"/sites/{Site.Id}?period=7d&compare=previous&filter=country%3D%3DDE&actions=goals",
        $"/sites/{Site.Id}?filter=event%3D%3DSchedule&actions=properties", $"/sites/{Site.Id}?filter=page~%3D/nothing", $"/sites/{Site.Id}/list/page", $"/sites/{Site.Id}/list/source?search=goo", $"/sites/{Site.Id}/live",
        $"/sites/{Site.Id}/guard", $"/sites/{Site.Id}/guard?compare=previous&period=7d&metric=phone&filter=withheld%3D%3Dphone", $"/sites/{Site.Id}/guard?period=yesterday", $"/sites/{Site.Id}/debugger",
        $"/sites/{Site.Id}/settings", $"/sites/{Site.Id}/install",
    ];
}
