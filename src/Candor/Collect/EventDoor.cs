using Candor.Collect.Agents;

namespace Candor.Collect;

/// <summary>
/// Answers <c>/e</c> ahead of routing, sign-in and the dashboard's headers. It needs none of them, they cost more than reading
/// the event does, and no order of calls in the composition can put them in front again.
/// </summary>
sealed class EventDoor(EventEndpoint endpoint, AgentReader agents, IHostApplicationLifetime lifetime) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        // The first event need not wait for the data files, nor the start.
        lifetime.ApplicationStarted.Register(() => Task.Run(agents.Load));
        app.Use(inner => context => context.Request.Path == "/e" ? endpoint.HandleAsync(context) : inner(context));
        next(app);
    };
}
