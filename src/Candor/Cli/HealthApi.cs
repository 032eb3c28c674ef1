using Microsoft.AspNetCore.Http.HttpResults;

namespace Candor.Cli;

/// <summary>For whatever watches the process: is it alive, does it take events.</summary>
static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Text("ok\n")).AllowAnonymous();
        routes.MapGet("/readyz", Ready).AllowAnonymous();
    }

    static ContentHttpResult Ready(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? TypedResults.Text("stopping\n", statusCode: StatusCodes.Status503ServiceUnavailable) : TypedResults.Text("ok\n");
}
