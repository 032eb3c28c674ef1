using Candor.Analyze;
using Candor.Analyze.Replay;
using Candor.Cli.Audits;
using Candor.Cli.Backup;
using Candor.Cli.Doctor;
using Candor.Cli.Watch;
using Candor.Collect;
using Candor.Dashboard;
using Candor.Guard;
using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Candor.Cli;

/// <summary>The rooms put together: one web application per data folder, with public addresses or for one command only.</summary>
sealed class CandorServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ServerSettings settings;
    readonly FolderLock folderLock;
    readonly ControlSocket control;

    CandorServer(WebApplication app, ServerSettings settings, FolderLock folderLock, ControlSocket control) =>
        (this.app, this.settings, this.folderLock, this.control) = (app, settings, folderLock, control);

    public ControlSocket Control => control;

    public IServiceProvider Services => app.Services;

    /// <summary>The public addresses, with the port that was given where 0 was asked for.</summary>
    public IReadOnlyList<string> Urls =>
        [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Where(a => !a.Contains("://unix:", StringComparison.Ordinal))];

    /// <summary>Takes over the lock. Returns once requests are answered.</summary>
    /// <param name="more">Routes of this one server, such as the demonstration's.</param>
    public static async Task<CandorServer> StartAsync(ServerSettings settings, FolderLock folderLock, CancellationToken cancellationToken, Action<IEndpointRouteBuilder>? more = null)
    {
        ControlSocket? control = null;
        WebApplication? app = null;
        try
        {
            if (settings.ConfigErrors.Count > 0)
                throw new CommandException($"The configuration has {settings.ConfigErrors.Count} mistake(s):\n{string.Join('\n', settings.ConfigErrors)}");
            control = ControlSocket.Create(settings.Data);
            new ServerAddress(Environment.ProcessId, control.Path, []).Write(settings.Data);
            app = Compose(settings, control);
            more?.Invoke(app);
            await SharedPseudonymKey.BringAsync(app.Services, settings.Data, cancellationToken);
            app.Services.GetRequiredService<PublishedPolicy>().RememberNoFile();
            if (settings.IsPublic)
                await OpenFilesAsync(app.Services, settings);
            await app.StartAsync(cancellationToken);
            var server = new CandorServer(app, settings, folderLock, control);
            new ServerAddress(Environment.ProcessId, control.Path, server.Urls).Write(settings.Data);
            return server;
        }
        catch
        {
            await ReleaseAsync(settings, app, control, folderLock);
            throw;
        }
    }

    static WebApplication Compose(ServerSettings settings, ControlSocket control)
    {
        // Nothing from the environment or an appsettings.json: candor.yaml and the options say it all.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, settings, control));
        builder.Logging.ToStandardError(settings);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSites(new SitesOptions(settings.Data.Database, settings.Server.PublicUrl)
        {
            Postgres = settings.Database,
            MayStartFromCopy = settings.IsPublic && settings.Role != ServerRole.Dashboard,
            Follows = settings.IsPublic,
        });
        builder.Services.AddSingleton<PublishedPolicy>();
        builder.Services.AddSingleton<IPolicyVersions>(s => s.GetRequiredService<PublishedPolicy>());
        builder.Services.AddGuard(settings.Config, settings.Data.Keys, DomainOf);
        if (settings.Collects)
            builder.Services.AddCollect(new CollectOptions(settings.Data.Root) { TrustedProxies = settings.Server.TrustedProxies, GeoDatabase = settings.Server.GeoDatabase, SharesSalt = settings.Database is not null });
        else
            builder.Services.AddSingleton<RefusalFeed>().AddSingleton(new VerdictFeed(TimeProvider.System) { IsFed = !settings.IsPublic }); // Nothing is taken or refused here, and the dashboard says so.
        builder.Services.AddStoreRooms(settings);
        builder.Services.AddSingleton<NodeParts>();
        if (settings.IsPublic)
            builder.AddTelemetry();
        builder.Services.AddAnalyze(rollUp: settings.Tends);
        builder.Services.AddAudits(settings);
        builder.Services.AddDashboard();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, QueryRequestJson.Default));

        var app = builder.Build();
        app.UseOwnerOverSocket();
        app.UseRoleDoor(settings);
        app.UseDashboard();
        app.UseCommandFailures();
        app.MapHealth();
        if (settings.IsPublic)
            app.MapMetrics();
        app.MapSites();
        if (settings.Collects)
            app.MapCollect();
        app.MapImport();
        app.MapStore();
        app.MapReports().WithCatchUp();
        app.MapReplay().WithCatchUp();
        app.MapBackup();
        app.MapDoctor();
        if (settings.Shows)
            app.MapDashboard();
        return app;
    }

    /// <summary>Store and sites take a third of a second of one core each, so side by side. A collector goes without the store.</summary>
    static Task OpenFilesAsync(IServiceProvider services, ServerSettings settings) =>
        Task.WhenAll(settings.Role == ServerRole.Collector ? Task.CompletedTask : Task.Run(services.GetRequiredService<IEventStore>), Task.Run(services.GetRequiredService<SiteDirectory>), Task.Run(services.GetRequiredService<PolicySource>));

    static Func<string, string> DomainOf(IServiceProvider services)
    {
        var sites = services.GetRequiredService<SiteDirectory>();
        return id => sites.Find(id)?.Domain ?? "";
    }

    /// <summary>Null when there is a user already, or nothing here to sign in to.</summary>
    public async Task<string?> SetupLinkAsync(CancellationToken cancellationToken)
    {
        if (!settings.Shows)
            return null;
        try
        {
            return await app.Services.GetRequiredService<SetupLink>().IssueAsync(cancellationToken) is { } token ? $"{Urls[0]}/setup?token={token}" : null;
        }
        catch (DatabaseUnavailableException)
        {
            // The log has said so; events are taken all the same.
            return null;
        }
    }

    /// <summary>Stops accepting, answers what was asked, lets the rooms finish, and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        ServerAddress.Remove(settings.Data);
        await app.StopAsync(CancellationToken.None);
        await ReleaseAsync(settings, app, control, folderLock);
    }

    static async Task ReleaseAsync(ServerSettings settings, WebApplication? app, ControlSocket? control, FolderLock folderLock)
    {
        if (app is not null)
            await app.DisposeAsync();
        ServerAddress.Remove(settings.Data);
        control?.Dispose();
        folderLock.Dispose();
    }
}
