using Candor.Audit;
using Candor.Audit.Live;
using Candor.Audit.Many;

namespace Candor.Cli.Audits;

/// <summary>What the server needs to audit addresses that are asked for on its pages.</summary>
static class AuditServices
{
    public static void AddAudits(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new AuditStore(settings.Data.Audits));
        services.AddSingleton(s => new AuditDesk(s.GetRequiredService<AuditStore>(), VisitAsync, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<AuditDesk>>()));
        if (settings is { IsPublic: true, Shows: true })
            services.AddHostedService(s => s.GetRequiredService<AuditDesk>());

        // Lists are read anew for each: they may have been updated, and nobody needs them in between.
        Task<AuditReport> VisitAsync(AuditAddress address, CancellationToken cancellationToken) =>
            new LiveVisit(InstalledLists.Load(settings.Data), TimeProvider.System).VisitAsync(address, new AuditOptions(), cancellationToken);
    }
}
