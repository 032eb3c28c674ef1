using System.Text.Json;
using Candor.Guard.Policy;
using Candor.Sites;
using Candor.Sites.Access;
using Microsoft.AspNetCore.Mvc;

namespace Candor.Analyze.Replay;

/// <summary><c>POST /api/guard/replay</c>: the body is a policy in YAML; the answer is lines of <see cref="ReplayProgress"/>.</summary>
static class ReplayApi
{
    public static RouteHandlerBuilder MapReplay(this IEndpointRouteBuilder routes) => routes.MapPost("/api/guard/replay", RunAsync).RequireAuthorization(Policies.Own);

    static async Task<IResult> RunAsync(HttpContext context, PolicyReplay replay, SiteDirectory sites, [FromQuery] string? site, [FromQuery] string? last, [FromQuery] string? file, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        var known = site is null ? null : sites.Find(site) ?? sites.FindByDomain(site);
        if (site is not null && known is null)
            errors["site"] = [$"There is no site {site}. `candor site list` shows those there are."];
        if (!ConfigUnits.TryDuration(last ?? "30d", out var span) || span <= TimeSpan.Zero)
            errors["last"] = [$"'{last}' is no length of time. Write it as 30d, 12h or 6mo."];
        using var reader = new StreamReader(context.Request.Body);
        var config = ConfigFile.Parse(await reader.ReadToEndAsync(cancellationToken), file ?? "policy");
        var policy = GuardPolicy.Read(config);
        if (config.Errors.Count > 0)
            errors["policy"] = [.. config.Errors.OrderBy(e => e.Line).ThenBy(e => e.Column).Select(e => e.ToString())];
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors, detail: string.Join('\n', errors.Values.SelectMany(e => e)));
        return TypedResults.Stream(output => WriteAsync(replay.RunAsync(policy, known?.Id, span, cancellationToken), output, cancellationToken), "application/x-ndjson");
    }

    static async Task WriteAsync(IAsyncEnumerable<ReplayProgress> lines, Stream output, CancellationToken cancellationToken)
    {
        await foreach (var line in lines)
        {
            await JsonSerializer.SerializeAsync(output, line, ReplayJson.Readable.ReplayProgress, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }
}
