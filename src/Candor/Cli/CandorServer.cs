using Candor.Sites;
using Candor.Sites.Access;
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
    public static async Task<CandorServer> StartAsync(ServerSettings settings, FolderLock folderLock, CancellationToken cancellationToken)
    {
        var control = ControlSocket.Create(settings.Data);
        new ServerAddress(Environment.ProcessId, control.Path, []).Write(settings.Data);
        var server = new CandorServer(Compose(settings, control), settings, folderLock, control);
        try
        {
            await server.app.StartAsync(cancellationToken);
            new ServerAddress(Environment.ProcessId, control.Path, server.Urls).Write(settings.Data);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    static WebApplication Compose(ServerSettings settings, ControlSocket control)
    {
        // Nothing from the environment or an appsettings.json: candor.yaml and the options say it all.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Clear();
        builder.WebHost.ConfigureKestrel(kestrel => Listeners.Configure(kestrel, settings, control));
        builder.Logging.ToStandardError(settings.Verbose);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSites(new SitesOptions(settings.Data.Database));

        var app = builder.Build();
        app.UseAuthentication();
        app.UseOwnerOverSocket();
        app.UseCrossSiteRefusal();
        app.UseAuthorization();
        app.MapHealth();
        app.MapSites();
        return app;
    }

    /// <summary>Null when there is a user already.</summary>
    public async Task<string?> SetupLinkAsync(CancellationToken cancellationToken) =>
        await app.Services.GetRequiredService<SetupLink>().IssueAsync(cancellationToken) is { } token ? $"{Urls[0]}/setup?token={token}" : null;

    /// <summary>Stops accepting, answers what was asked, lets the rooms finish, and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        ServerAddress.Remove(settings.Data);
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        control.Dispose();
        folderLock.Dispose();
    }
}
