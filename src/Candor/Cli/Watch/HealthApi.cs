using Microsoft.AspNetCore.Http.HttpResults;

namespace Candor.Cli.Watch;

/// <summary>For whatever watches the process: does it answer, does it play its role.</summary>
static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Text("ok\n")).AllowAnonymous();
        routes.MapGet("/readyz", Ready).AllowAnonymous();
    }

    static JsonHttpResult<Readiness> Ready(HttpContext context, NodeParts parts)
    {
        var found = parts.Look();
        // Reasons may name hosts, accounts and folders, which are nobody else's business.
        var told = ControlConnection.Is(context) ? found : found with { Parts = [.. found.Parts.Select(p => p with { Reason = null })] };
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(told, ReadinessJson.Default.Readiness, statusCode: found.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
