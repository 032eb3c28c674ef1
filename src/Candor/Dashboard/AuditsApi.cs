using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Candor.Audit.Many;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Candor.Dashboard;

/// <summary>What the pages of audits fetch: that something changed, and the report as a file.</summary>
static class AuditsApi
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    public static void MapAudits(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audits/changes", Follow).RequireAuthorization();
        routes.MapGet("/audits/{id}/report.json", Report).RequireAuthorization();
    }

    static IResult Report(string id, AuditStore store) => store.Exists && store.Report(id) is { } json ? TypedResults.Bytes(json, "application/json", $"audit-{id}.json") : TypedResults.NotFound();

    static ServerSentEventsResult<string> Follow(HttpContext context, AuditDesk desk, TimeProvider clock, IHostApplicationLifetime server)
    {
        var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        context.Response.RegisterForDispose(either);
        return TypedResults.ServerSentEvents(ChangesAsync(desk, clock, either.Token));
    }

    static async IAsyncEnumerable<SseItem<string>> ChangesAsync(AuditDesk desk, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = desk.Number;
        yield return new SseItem<string>("", "open");
        for (var ticks = 0; await Pulse.NextAsync(Pace, clock, cancellationToken); ticks++)
        {
            // A visit takes seconds, and its page counts them.
            if (desk.Number == seen && !desk.Jobs.Any(j => j.IsOpen) && ticks % 20 != 0)
                continue;
            yield return new SseItem<string>("", desk.Number == seen && !desk.Jobs.Any(j => j.IsOpen) ? "still" : "change");
            seen = desk.Number;
        }
    }
}
