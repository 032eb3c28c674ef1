using Candor.Sites;
using Candor.Sites.Access;
using Candor.Store;
using Microsoft.AspNetCore.Mvc;

namespace Candor.Cli;

/// <summary>The store itself, for its owner: SQL, all events, and waiting until everything is in.</summary>
static class StoreApi
{
    public const string CutHeader = "Candor-Cut-At";

    public static void MapStore(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization(Policies.Own);
        api.MapPost("/query", QueryAsync).WithCatchUp();
        api.MapGet("/export/events", ExportAsync).WithCatchUp();
        api.MapPost("/loaded", LoadedAsync);
    }

    static async Task<IResult> QueryAsync(QueryRequest asked, IEventStore store, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var limit = Math.Clamp(asked.Limit ?? 10_000, 1, 1_000_000);
            var answer = await store.QueryReadOnlyAsync(asked.Sql ?? "", new SqlLimits { Rows = limit }, cancellationToken);
            if (answer.Cut)
                context.Response.Headers[CutHeader] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TypedResults.Bytes(SqlAnswerJson.Write(answer), "application/json");
        }
        catch (SqlRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    static async Task ExportAsync(HttpContext context, SiteDirectory sites, IEventStore store, [FromQuery] string? site, [FromQuery] DateOnly? from, [FromQuery] DateOnly? to, CancellationToken cancellationToken)
    {
        var known = site is null ? null : sites.Find(site) ?? sites.FindByDomain(site);
        if (site is not null && known is null)
        {
            await TypedResults.Problem($"There is no site {site}. `candor site list` shows those there are.", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
            return;
        }
        var zone = TimeZoneInfo.FindSystemTimeZoneById(known?.TimeZone ?? "UTC");
        context.Response.ContentType = "application/x-ndjson";
        await EventLines.WriteAsync(store.ReadEventsAsync(new EventSelection(known?.Id, Midnight(from, zone), Midnight(to?.AddDays(1), zone)), cancellationToken), context.Response.BodyWriter, cancellationToken);
    }

    /// <summary>For an import, which has to wait however long it takes.</summary>
    static async Task<IResult> LoadedAsync(LoadedEvents events, CancellationToken cancellationToken)
    {
        await events.CatchUpAsync(Timeout.InfiniteTimeSpan, cancellationToken);
        return TypedResults.NoContent();
    }

    static DateTimeOffset? Midnight(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } date)
            return null;
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
