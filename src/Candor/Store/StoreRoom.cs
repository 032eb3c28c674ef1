using Candor.Store.ClickHouse;
using Candor.Store.DuckDb;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Candor.Store;

static class StoreRoom
{
    /// <summary>The store, and the loader that follows the registered journal. Both open when they are first asked for; the caller starts the loader.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, EventStoreOptions options)
    {
        services.AddSingleton<IEventStore>(provider => DuckDbEventStore.Open(options, provider.GetRequiredService<TimeProvider>()));
        return services.AddLoader(new LoaderOptions());
    }

    /// <summary>The same on ClickHouse servers. An insert costs them more than a transaction costs DuckDB, so a second's events go together.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, ClickHouseOptions options)
    {
        services.AddSingleton<IEventStore>(provider => ClickHouseEventStore.Open(options, provider.GetRequiredService<TimeProvider>()));
        return services.AddLoader(new LoaderOptions { LiveInterval = TimeSpan.FromSeconds(1), BulkEvents = ClickHouseSending.MostRecords });
    }

    static IServiceCollection AddLoader(this IServiceCollection services, LoaderOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.AddSingleton<Loader>();
        return services;
    }
}
