using Candor.Journal;
using Candor.Sites;
using Candor.Store;

namespace Candor.Cli.Watch;

/// <summary>How the parts are that this node's role uses. Looking opens nothing and waits for nothing.</summary>
sealed class NodeParts(ServerSettings settings, LoadedEvents loaded, IServiceProvider services, IHostApplicationLifetime lifetime)
{
    /// <summary>Records the store does not have yet; null while no loader runs.</summary>
    public long? Lag => loaded.Running?.State.Lag;

    public Readiness Look()
    {
        List<PartState> parts = lifetime.ApplicationStopping.IsCancellationRequested ? [PartState.Wrong("server", needed: true, "stopping")] : [];
        if (settings.Collects)
            parts.Add(Journal());
        parts.Add(Database());
        parts.Add(Store());
        if (settings.Loads)
            parts.Add(Loader());
        return new Readiness(!parts.Exists(p => p.Fails), settings.Role.ToString().ToLowerInvariant(), parts);
    }

    PartState Journal() => services.GetRequiredService<EventJournal>().State is { Accepting: false } full
        ? PartState.Wrong("journal", needed: true, "events are refused", full.Refusal)
        : PartState.Ok("journal", "accepts events");

    /// <summary>A node that collects goes on with what it knows; one that only shows lets nobody in without it.</summary>
    PartState Database()
    {
        if (services.GetService<SharedChanges>()?.State is not { } shared)
            return PartState.Ok("database", "a file of this node");
        return shared.AwaySince is { } since
            ? PartState.Wrong("database", settings.Role == ServerRole.Dashboard, $"away since {since:u}; this node uses what it knew at {shared.Known:u}", shared.Reason)
            : PartState.Ok("database", "shared");
    }

    /// <summary>A store that fails does not count where events are taken: the journal takes them all the same.</summary>
    PartState Store()
    {
        if (loaded.WhyNotOpen is { } why)
            return PartState.Wrong("store", !settings.Collects, "cannot be opened; it is tried again", why);
        if (settings.Loads && loaded.Running is null)
            return PartState.Wrong("store", !settings.Collects, "is being opened");
        if (settings.Role == ServerRole.Collector)
            return PartState.Ok("store", "open");
        return services.GetRequiredService<IEventStore>().State.Trouble is { } trouble
            ? PartState.Wrong("store", !settings.Collects, "the last attempt failed; it is tried again", trouble)
            : PartState.Ok("store", "open");
    }

    PartState Loader()
    {
        if (loaded.Running?.State is not { } state)
            return PartState.Wrong("loader", settings.Role == ServerRole.Loader, "waits for the store");
        return state.Trouble is { } trouble
            ? PartState.Wrong("loader", settings.Role == ServerRole.Loader, $"{state.Lag} records behind, failing since {trouble.Since:u}", trouble.Reason)
            : PartState.Ok("loader", $"{state.Lag} records behind");
    }
}
