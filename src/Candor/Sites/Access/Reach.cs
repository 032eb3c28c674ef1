using System.Security.Claims;

namespace Candor.Sites.Access;

/// <summary>Which sites a caller may see.</summary>
static class Reach
{
    /// <summary>Present on the principal of a key that is good for one site only.</summary>
    public const string SiteClaim = "site";

    public static bool Covers(ClaimsPrincipal caller, string site) => caller.FindFirst(SiteClaim) is not { } only || only.Value == site;

    /// <summary>The principal of the machine's own account: whoever may open the private control socket.</summary>
    public static ClaimsPrincipal Owner { get; } =
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "owner"), new Claim(ClaimTypes.Role, nameof(UserRole.Owner))], "socket"));
}
