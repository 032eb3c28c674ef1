using Microsoft.AspNetCore.Authorization;

namespace Candor.Cli;

/// <summary>On a node that shows nothing, strangers find what is open to everyone (events, the script, health) and the metrics; all else,
/// sign-in included, is for the owner at the private socket.</summary>
static class RoleDoor
{
    public static IApplicationBuilder UseRoleDoor(this IApplicationBuilder app, ServerSettings settings) => settings.Shows ? app : app.Use((context, next) =>
    {
        if (ControlConnection.Is(context) || IsOpen(context.GetEndpoint()))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>A route that says itself who may use it, on every node.</summary>
    public static TBuilder OnEveryRole<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(Mark.Instance);

    static bool IsOpen(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint?.Metadata.GetMetadata<Mark>() is not null;

    sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}
