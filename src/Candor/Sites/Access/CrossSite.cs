namespace Candor.Sites.Access;

/// <summary>
/// Refuses state changes that another site's page sends with a person's session. Strict cookies already keep the session away from
/// such requests; this also holds for sibling subdomains, which count as the same site.
/// </summary>
static class CrossSite
{
    public static IApplicationBuilder UseCrossSiteRefusal(this IApplicationBuilder app) => app.Use(Refuse);

    static Task Refuse(HttpContext context, RequestDelegate next)
    {
        if (IsReading(context.Request.Method) || context.User.Identity is not { IsAuthenticated: true, AuthenticationType: Session.SchemeName } || IsOwn(context.Request))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return TypedResults.Problem("This request came from another site's page.", statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
