using Candor.Sites.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Candor.Sites;

/// <summary>Sites, keys, users and goals as JSON: what the command line talks to.</summary>
static class SitesApi
{
    public static RouteGroupBuilder MapSites(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter(RefusedInput);

        api.MapGet("/sites", ListSites).RequireAuthorization(Policies.Read);
        api.MapPost("/sites", AddSite).RequireAuthorization(Policies.Edit);

        api.MapGet("/keys", ListKeys).RequireAuthorization(Policies.Own);
        api.MapPost("/keys", AddKey).RequireAuthorization(Policies.Own);
        api.MapDelete("/keys/{id}", RevokeKey).RequireAuthorization(Policies.Own);

        api.MapGet("/users", ListUsers).RequireAuthorization(Policies.Own);
        api.MapPost("/users", AddUser).RequireAuthorization(Policies.Own);
        api.MapDelete("/users/{id:int}", RemoveUser).RequireAuthorization(Policies.Own);

        api.MapGet("/goals", ListGoals).RequireAuthorization(Policies.Read);
        api.MapPost("/goals", AddGoal).RequireAuthorization(Policies.Edit);
        api.MapDelete("/goals/{site}/{id:int}", RemoveGoal).RequireAuthorization(Policies.Edit);
        return api;
    }

    static JsonHttpResult<List<SiteAnswer>> ListSites(HttpContext context, SiteDirectory sites, Snippet snippet) =>
        Json(sites.All.Where(s => Reach.Covers(context.User, s.Id)).Select(s => AnswerOf(s, snippet, context.Request)).ToList());

    static async Task<IResult> AddSite(SiteRequest asked, HttpRequest request, SiteDirectory sites, Snippet snippet, CancellationToken cancellationToken)
    {
        var site = await sites.AddAsync(asked.Domain ?? "", asked.Name, asked.TimeZone, cancellationToken);
        return Json(AnswerOf(site, snippet, request), StatusCodes.Status201Created);
    }

    static JsonHttpResult<List<KeyAnswer>> ListKeys(KeyDirectory keys, [FromQuery] string? site) => Json(keys.List(site).Select(k => AnswerOf(k, null)).ToList());

    static async Task<IResult> AddKey(KeyRequest asked, KeyDirectory keys, CancellationToken cancellationToken)
    {
        if (!TryName<KeyScope>(asked.Scope, out var scope))
            throw new InputRefusedException("scope", $"'{asked.Scope}' is not a scope. Use ingest or read.");
        var made = await keys.AddAsync(asked.Site, scope, asked.Name, cancellationToken);
        return Json(AnswerOf(made.Info, made.Key), StatusCodes.Status201Created);
    }

    static async Task<IResult> RevokeKey(string id, KeyDirectory keys, CancellationToken cancellationToken) =>
        await keys.RevokeAsync(id, cancellationToken) ? TypedResults.NoContent() : Missing($"There is no key {id}.");

    static JsonHttpResult<List<UserAnswer>> ListUsers(UserDirectory users) => Json(users.All.Select(AnswerOf).ToList());

    static async Task<IResult> AddUser(UserRequest asked, UserDirectory users, CancellationToken cancellationToken)
    {
        if (!TryName<UserRole>(asked.Role ?? nameof(UserRole.Viewer), out var role))
            throw new InputRefusedException("role", $"'{asked.Role}' is not a role. Use owner, analyst, privacy, ads or viewer.");
        return Json(AnswerOf(await users.AddAsync(asked.Name ?? "", asked.Password ?? "", role, cancellationToken)), StatusCodes.Status201Created);
    }

    static async Task<IResult> RemoveUser(int id, UserDirectory users, CancellationToken cancellationToken) =>
        await users.RemoveAsync(id, cancellationToken) ? TypedResults.NoContent() : Missing($"There is no user {id}.");

    static async Task<IResult> ListGoals(HttpContext context, GoalDirectory goals, [FromQuery] string site, CancellationToken cancellationToken) =>
        Reach.Covers(context.User, site) ? Json((await goals.ListAsync(site, cancellationToken)).Select(AnswerOf).ToList()) : Missing($"There is no site {site}.");

    static async Task<IResult> AddGoal(GoalRequest asked, GoalDirectory goals, CancellationToken cancellationToken) =>
        Json(AnswerOf(await goals.AddAsync(asked.Site ?? "", asked.Name, asked.Event, asked.PathPattern, cancellationToken)), StatusCodes.Status201Created);

    static async Task<IResult> RemoveGoal(string site, int id, GoalDirectory goals, CancellationToken cancellationToken) =>
        await goals.RemoveAsync(site, id, cancellationToken) ? TypedResults.NoContent() : Missing($"There is no goal {id}.");

    static SiteAnswer AnswerOf(SiteInfo site, Snippet snippet, HttpRequest request) =>
        new(site.Id, site.Domain, site.Name, site.TimeZone, site.Origins, snippet.For(site, request));

    static KeyAnswer AnswerOf(KeyInfo key, string? whole) => new(whole, key.Id, key.Site, Lower(key.Scope), key.Name, key.Created);

    static UserAnswer AnswerOf(UserInfo user) => new(user.Id, user.Name, Lower(user.Role), user.Created, user.LastSignIn);

    static GoalAnswer AnswerOf(GoalInfo goal) => new(goal.Id, goal.Site, goal.Name, goal.Event, goal.PathPattern);

    /// <summary>By name only: <c>Enum.TryParse</c> alone would take "7" as well.</summary>
    static bool TryName<T>(string? text, out T value) where T : struct, Enum
    {
        value = default;
        return text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    static JsonHttpResult<T> Json<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, SitesJson.Default, statusCode: status);

    static ProblemHttpResult Missing(string what) => TypedResults.Problem(what, statusCode: StatusCodes.Status404NotFound);

    static async ValueTask<object?> RefusedInput(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InputRefusedException refused)
        {
            return TypedResults.ValidationProblem(refused.Errors.ToDictionary(e => e.Key, e => new[] { e.Value }), detail: refused.Message);
        }
    }
}
