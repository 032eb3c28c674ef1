using Candor.Guard.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Candor.Guard;

static class GuardRoom
{
    /// <param name="policyFile">The configuration file; null for the strict default.</param>
    /// <param name="keyFolder">Where the key of visitor pseudonyms lives, <c>keys</c> in the data folder.</param>
    /// <param name="domainOf">Gives the domain of a site id.</param>
    public static IServiceCollection AddGuard(this IServiceCollection services, string? policyFile, string keyFolder, Func<IServiceProvider, Func<string, string>> domainOf)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => new PolicySource(policyFile, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<PolicySource>>(), s.GetService<IPolicyVersions>()));
        services.AddSingleton(_ => VisitorPseudonym.Open(keyFolder));
        services.AddSingleton(s => new EventGuard(s.GetRequiredService<PolicySource>(), s.GetRequiredService<VisitorPseudonym>(), domainOf(s)));
        services.AddSingleton<VerdictFeed>();
        return services;
    }
}
