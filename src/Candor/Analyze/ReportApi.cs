using System.Text.Json;
using Candor.Sites;
using Candor.Sites.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Candor.Analyze;

/// <summary>Reports over HTTP: the list, and each by name as JSON or CSV.</summary>
static class ReportApi
{
    public static RouteGroupBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").RequireAuthorization(Policies.Read);
        api.MapGet("/reports", List);
        api.MapGet("/report/{name}", AnswerAsync);
        return api;
    }

    static JsonHttpResult<IReadOnlyList<ReportName>> List() =>
        TypedResults.Json<IReadOnlyList<ReportName>>([.. Reports.All.Select(r => new ReportName(r.Name, r.Question))], ReportJson.Readable.IReadOnlyListReportName);

    static async Task<IResult> AnswerAsync(string name, HttpContext context, SiteDirectory sites, ReportRunner runner, TimeProvider clock, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        if (Reports.Find(name) is not { } report)
            return Refused(new() { ["name"] = $"There is no report '{name}'. {Nearest.Hint(name, Reports.All.Select(r => r.Name))}" });
        if (SiteOf(query["site"].ToString(), sites, context) is not { } site)
            return TypedResults.Problem(query["site"].Count == 0 ? "Say which site: site=s_…" : $"There is no site '{query["site"]}'.", statusCode: query["site"].Count == 0 ? 400 : 404);
        if (query.Keys.Where(k => !ReportQuery.Names.Contains(k)).ToList() is { Count: > 0 } unknown)
            return Refused(unknown.ToDictionary(k => k, k => $"Reports take no '{k}'. {Nearest.Hint(k, ReportQuery.Names)}"));
        try
        {
            var request = new ReportQuery(k => query[k]).Read(site.Id, TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone), clock.GetUtcNow());
            return Written(await runner.AnswerAsync(report, request, cancellationToken), query["format"].ToString(), query["part"].ToString(), name);
        }
        catch (ReportRefusedException refused)
        {
            return Refused(new(refused.Errors));
        }
    }

    /// <summary>By id, or by domain, which is what people remember.</summary>
    static SiteInfo? SiteOf(string text, SiteDirectory sites, HttpContext context) =>
        (sites.Find(text) ?? sites.FindByDomain(text)) is { } site && Reach.Covers(context.User, site.Id) ? site : null;

    static IResult Written(ReportAnswer answer, string format, string part, string name)
    {
        if (format is "" or "json" && part.Length == 0)
            return Results.Json(answer.Value, answer.Json);
        if (format is not ("" or "json" or "csv"))
            return Refused(new() { ["format"] = $"'{format}' is not a format. Use json or csv." });
        var json = answer.ToElement();
        if (part.Length > 0)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(part, out var member) || member.ValueKind != JsonValueKind.Array)
                return Refused(new() { ["part"] = $"'{name}' has no table '{part}'." });
            json = member;
        }
        return format == "csv" ? TypedResults.Text(Csv.Write(json), "text/csv", System.Text.Encoding.UTF8) : TypedResults.Text(json.GetRawText(), "application/json");
    }

    static ValidationProblem Refused(Dictionary<string, string> errors) =>
        TypedResults.ValidationProblem(errors.ToDictionary(e => e.Key, e => new[] { e.Value }), detail: string.Join(" ", errors.Values));
}
