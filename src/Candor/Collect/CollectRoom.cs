using Candor.Collect.Agents;
using Candor.Guard;

namespace Candor.Collect;

/// <summary>Where events come in, and where pages get the script that sends them. Needs Sites, Guard and an <see cref="Journal.EventJournal"/>.</summary>
static class CollectRoom
{
    /// <summary>Also puts <c>/e</c> ahead of the whole pipeline.</summary>
    public static IServiceCollection AddCollect(this IServiceCollection services, CollectOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(_ => new AgentReader(options.PackagedData));
        services.AddSingleton(_ => new CountryFinder(options.GeoDatabase ?? Path.Combine(options.PackagedData, "countries.mmdb")));
        services.AddSingleton(_ => new ClientAddress(options.TrustedProxies));
        services.AddSingleton(s => new DailySalt(Path.Combine(options.DataFolder, "salt"), s.GetRequiredService<TimeProvider>()));
        if (options.SharesSalt)
        {
            services.AddSingleton<SaltAgreement>();
            services.AddHostedService(s => s.GetRequiredService<SaltAgreement>());
        }
        services.AddSingleton<SiteGates>();
        services.AddSingleton<SenderReader>();
        services.AddSingleton<VisitorChoice>();
        services.AddSingleton<CollectCounters>();
        services.AddSingleton<RefusalFeed>();
        services.AddSingleton<Intake>();
        services.AddSingleton<ScriptVersions>();
        services.AddSingleton<EventEndpoint>();
        services.AddSingleton<ScriptEndpoint>();
        services.AddSingleton<IStartupFilter, EventDoor>();
        // It logs every request's full URL, and that of GET /e is an event. Any level but None also makes an Activity for every request.
        services.Configure<LoggerFilterOptions>(log => log.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None));
        return services;
    }

    public static void MapCollect(this IEndpointRouteBuilder routes)
    {
        var scripts = routes.ServiceProvider.GetRequiredService<ScriptEndpoint>();
        string[] reading = ["GET", "HEAD"];
        routes.MapMethods("/candor.js", reading, scripts.GetCurrentAsync).AllowAnonymous();
        routes.MapMethods("/candor.{hash:length(8)}.js", reading, scripts.GetVersionAsync).AllowAnonymous();
        routes.MapMethods("/candor/{site}.json", reading, scripts.GetConfigurationAsync).AllowAnonymous();
    }
}
