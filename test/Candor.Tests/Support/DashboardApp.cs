using Candor.Dashboard;
using Candor.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Candor.Tests.Support;

/// <summary>The web interface over a data folder of its own, on a free port.</summary>
sealed class DashboardApp : IAsyncDisposable
{
    public const string OwnerName = "ada@example.org", OwnerPassword = "a long sentence works";

    readonly TemporaryFolder folder = new();
    readonly WebApplication app;

    DashboardApp()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSites(new SitesOptions(folder["candor.db"]));
        builder.Services.AddDashboard();
        app = builder.Build();
        app.UseDashboard();
        app.MapSites();
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

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}
