using System.Collections;
using System.Reflection;
using Candor.Sites.Access;
using Candor.Store;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Candor.Cli.Watch;

/// <summary>
/// Metrics at <c>/metrics</c> in Prometheus' format; they and traces also over OTLP, where OTEL_EXPORTER_OTLP_ENDPOINT is set. Traces are
/// Candor's own spans: the framework's would carry addresses, user agents and URLs of visitors out of the machine.
/// </summary>
static class Telemetry
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>For a server that stays. After the store is registered, whose questions are measured.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<NodeMeters>();
        Measure(services);
        // The program's configuration is empty on purpose; the names that OpenTelemetry defines are the exception.
        builder.Configuration.AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value)).Where(v => v.Key.StartsWith("OTEL_", StringComparison.Ordinal)));
        var sends = !string.IsNullOrEmpty(builder.Configuration[Endpoint]);
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("candor", serviceVersion: Version)).WithMetrics(metrics =>
        {
            metrics.AddMeter(NodeMeters.Name).AddPrometheusExporter();
            if (sends)
                metrics.AddOtlpExporter();
        });
        if (sends)
            telemetry.WithTracing(traces => traces.AddSource(NodeMeters.Name).AddOtlpExporter());
    }

    /// <summary>Counts say how much a site is visited and where it struggles: for the owner at the private socket, for people who may
    /// see every site, and for a scraper with a key of scope read that is not bound to one site. A node knows such keys while its
    /// database is away, and no second port has to be kept shut.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Made now: a collector shows its lag also while the store, which makes them else, is away.
        routes.ServiceProvider.GetRequiredService<NodeMeters>();
        routes.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Policies.Read, Policies.AllSites).OnEveryRole();
    }

    static string Version => typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    static void Measure(IServiceCollection services)
    {
        var opened = services.Last(d => d.ServiceType == typeof(IEventStore));
        services.Remove(opened);
        services.AddSingleton<IEventStore>(s => new TimedEventStore((IEventStore)opened.ImplementationFactory!(s), s.GetRequiredService<NodeMeters>()));
    }
}
