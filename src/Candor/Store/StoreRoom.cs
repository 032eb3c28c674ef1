using Candor.Store.DuckDb;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Candor.Store;

static class StoreRoom
{
    /// <summary>The store, and the loader that follows the registered journal. Both open when they are first asked for; the caller starts the loader.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, EventStoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IEventStore>(provider => DuckDbEventStore.Open(options, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new LoaderOptions());
        services.AddSingleton<Loader>();
        return services;
    }
}
