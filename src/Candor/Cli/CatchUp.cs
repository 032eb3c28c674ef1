using System.Globalization;

namespace Candor.Cli;

/// <summary>An answer to a command holds every event that was acknowledged before it was asked for.</summary>
static class CatchUp
{
    /// <summary>How many acknowledged records an answer does not hold yet.</summary>
    public const string BehindHeader = "Candor-Behind";

    public static TBuilder WithCatchUp<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.AddEndpointFilter(WaitAsync);

    /// <summary>Pages do not wait: they are looked at again and again, and a backlog must not hold them up.</summary>
    static async ValueTask<object?> WaitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (ControlConnection.Is(http) && await http.RequestServices.GetRequiredService<LoadedEvents>().CatchUpAsync(http.RequestAborted) is > 0 and var behind)
            http.Response.Headers[BehindHeader] = behind.ToString(CultureInfo.InvariantCulture);
        return await next(context);
    }
}
