using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Candor.Sites.Access;

/// <summary>A signed-in person's session: one cookie, ended by eight hours of silence, by age, or by a changed password.</summary>
static class Session
{
    public const string SchemeName = "session";
    const string StampClaim = "stamp", SinceClaim = "since";
    static readonly TimeSpan Idle = TimeSpan.FromHours(8), Longest = TimeSpan.FromDays(7);

    public static void Configure(CookieAuthenticationOptions options, bool onlyTls)
    {
        options.Cookie.Name = "candor.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = onlyTls ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-allowed";
        options.ReturnUrlParameter = "return";
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized, "Sign in, or send a key with scope read.");
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden, "Your role does not allow this.");
    }

    /// <summary>Starts a fresh session; an earlier cookie of this browser is worth nothing afterwards, as it is overwritten and never looked up by id.</summary>
    public static Task StartAsync(HttpContext context, UserInfo user, string stamp)
    {
        var since = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        var identity = new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, user.Name),
            new Claim(ClaimTypes.Role, user.Role.ToString()),
            new Claim(StampClaim, stamp),
            new Claim(SinceClaim, since.ToString(CultureInfo.InvariantCulture)),
        ], SchemeName);
        return context.SignInAsync(SchemeName, new ClaimsPrincipal(identity));
    }

    static async Task Validate(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds();
        var user = int.TryParse(Claim(context, ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            ? services.GetRequiredService<UserDirectory>().FindSession(id, Claim(context, StampClaim) ?? "")
            : null;
        var fresh = long.TryParse(Claim(context, SinceClaim), CultureInfo.InvariantCulture, out var since) && now - since < Longest.TotalSeconds;
        if (user is null || !fresh || Claim(context, ClaimTypes.Role) != user.Role.ToString())
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(SchemeName);
        }
    }

    static string? Claim(CookieValidatePrincipalContext context, string type) => context.Principal?.FindFirst(type)?.Value;

    /// <summary>Programs get a status, people get a page.</summary>
    static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status, string detail)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && context.Request.Path != "/metrics")
        {
            context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        }
        context.Response.StatusCode = status;
        return TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context.HttpContext);
    }
}
