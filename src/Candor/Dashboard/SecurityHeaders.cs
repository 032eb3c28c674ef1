using Candor.Sites;

namespace Candor.Dashboard;

/// <summary>What a browser may do with our pages: load our own files, talk to us, and nothing else.</summary>
static class SecurityHeaders
{
    /// <summary>
    /// No inline script or style anywhere. The one trusted-types policy is the default one of <c>script/00-trust.js</c>: it lets
    /// Blazor's navigation parse the next page as HTML (where scripts do not run) and refuses every string that would become script.
    /// </summary>
    const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(AddAsync);

    static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsCollector(context.Request.Path))
            Add(context);
        return next(context);
    }

    /// <summary>The script and its doors are for other sites' pages and set their own headers.</summary>
    static bool IsCollector(PathString path) =>
        path.Value is { } text && (text == "/e" || text.StartsWith("/candor.", StringComparison.Ordinal) || text.StartsWith("/candor/", StringComparison.Ordinal));

    static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Numbers of a signed-in person have no place in a shared cache or behind the back button of the next one.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
        if (context.Request.IsHttps || context.RequestServices.GetRequiredService<SitesOptions>().IsBehindTls)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
