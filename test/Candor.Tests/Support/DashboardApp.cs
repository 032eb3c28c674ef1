using System.Buffers;
using Candor.Analyze;
using Candor.Dashboard;
using Candor.Guard;
using Candor.Sites;
using Candor.Store;
using Candor.Store.DuckDb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Candor.Tests.Support;

/// <summary>The web interface over Guard, the store and the reports, in a data folder of its own, on a free port.</summary>
sealed class DashboardApp : IAsyncDisposable
{
    public const string OwnerName = "ada@example.org", OwnerPassword = "a long sentence works";

    readonly TemporaryFolder folder = new();
    readonly WebApplication app;
    long sequence;

    DashboardApp()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("CANDOR_TEST_LOG") is { Length: > 0 })
            builder.Logging.AddConsole();
        builder.Services.AddSites(new SitesOptions(folder["candor.db"]));
        builder.Services.AddGuard(null, folder["keys"], services => id => services.GetRequiredService<SiteDirectory>().Find(id)?.Domain ?? "");
        builder.Services.AddSingleton<IEventStore>(services => DuckDbEventStore.Open(new EventStoreOptions { Path = folder["events.duckdb"] }, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddAnalyze(rollUp: false);
        builder.Services.AddDashboard();
        app = builder.Build();
        app.UseDashboard();
        app.MapSites();
        app.MapReports();
        app.MapDashboard();
    }

    public IServiceProvider Services => app.Services;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<DashboardApp> StartAsync(CancellationToken cancellationToken)
    {
        var app = new DashboardApp();
        await app.app.StartAsync(cancellationToken);
        return app;
    }

    public Task<SiteInfo> AddSiteAsync(string domain, CancellationToken cancellationToken) =>
        Services.GetRequiredService<SiteDirectory>().AddAsync(domain, null, null, cancellationToken);

    /// <summary>The events' way without the network: Guard, then the store.</summary>
    public async Task StoreAsync(IEnumerable<Event> events, CancellationToken cancellationToken)
    {
        var (guard, feed, store) = (Services.GetRequiredService<EventGuard>(), Services.GetRequiredService<VerdictFeed>(), Services.GetRequiredService<IEventStore>());
        using var batch = new EventBatch();
        var line = new ArrayBufferWriter<byte>();
        foreach (var e in events)
        {
            var verdict = guard.Examine(e);
            feed.Record(e.Site, verdict);
            if (verdict.Stored is not { } kept)
                continue;
            line.ResetWrittenCount();
            EventLine.Write(kept, line);
            batch.Add(++sequence, line.WrittenSpan);
        }
        await store.LoadAsync(batch, cancellationToken);
    }

    /// <summary>A page of the owner, signed in.</summary>
    public async Task<IPage> SignInAsync(IPage page)
    {
        var users = Services.GetRequiredService<UserDirectory>();
        if (users.IsEmpty)
            await users.AddAsync(OwnerName, OwnerPassword, UserRole.Owner, CancellationToken.None);
        await page.GotoAsync($"{Url}/sign-in");
        await page.GetByLabel("Name or e-mail").FillAsync(OwnerName);
        await page.GetByLabel("Password").FillAsync(OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync($"{Url}/");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
