using Candor.Journal;
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

    /// <summary>A store that fails does not count: the journal takes events all the same.</summary>
    static ContentHttpResult Ready(IHostApplicationLifetime lifetime, EventJournal journal) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? No("stopping")
        : journal.State is { Accepting: false } full ? No(full.Refusal ?? "the journal refuses events")
        : TypedResults.Text("ok\n");

    static ContentHttpResult No(string why) => TypedResults.Text(why + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
