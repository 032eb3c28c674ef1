using Candor.Store.DuckDb;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Candor.Store;

static class StoreRoom
{
    /// <summary>The store, and the loader that follows the registered journal. A store that cannot be opened stops the start with its reason.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, EventStoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IEventStore>(provider => DuckDbEventStore.Open(options, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new LoaderOptions());
        services.AddSingleton<Loader>();
        services.AddHostedService(provider => provider.GetRequiredService<Loader>());
        return services;
    }
}
