using Candor.Sites.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Candor.Dashboard;

static class SignOutApi
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/sign-out", SignOutAsync);

    /// <summary>A form parameter makes the route ask for the form's token, so no other page can sign people out.</summary>
    static async Task<IResult> SignOutAsync(HttpContext context, [FromForm(Name = "form-token")] string? token)
    {
        await context.SignOutAsync(Session.SchemeName);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return TypedResults.LocalRedirect("/sign-in");
    }
}
