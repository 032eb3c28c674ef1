using Candor.Journal;
using Candor.Store;

namespace Candor.Cli;

/// <summary>Journal, store and loader over one data folder. Each opens when it is first asked for.</summary>
static class StoreRooms
{
    public static void AddStoreRooms(this IServiceCollection services, ServerSettings settings)
    {
        if (settings.Server.Store.ClickHouse)
            services.AddStore(settings.Server.Store.Options(settings.Data, settings.Server));
        else
            services.AddStore(new EventStoreOptions
            {
                Path = settings.Data.Store,
                MemoryLimit = $"{settings.Server.Memory >> 20}MiB",
                Threads = settings.Server.Threads,
            });
        services.AddSingleton(s => OpenJournal(settings, s));
        services.AddSingleton(settings);
        services.AddSingleton<LoadedEvents>();
        services.AddHostedService(s => s.GetRequiredService<LoadedEvents>());
        if (settings.Tends)
            services.AddHostedService<DailyRetention>();
    }

    /// <summary>After the store: a journal whose folder was lost must not give numbers again that the store has seen. A collector whose
    /// folder is there does not ask, since it has to start while the store is away.</summary>
    static EventJournal OpenJournal(ServerSettings settings, IServiceProvider services) => EventJournal.Open(new JournalOptions
    {
        Directory = settings.Data.Journal,
        MinFreeBytes = settings.Server.KeepFree,
        Fsync = settings.Fsync,
        ContinueFrom = settings.Role == ServerRole.Collector && Directory.EnumerateFiles(settings.Data.Journal).Any() ? 1 : services.GetRequiredService<IEventStore>().Position.Sequence,
    }, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<EventJournal>>());
}
