using Microsoft.AspNetCore.Authorization;

namespace Candor.Sites.Access;

/// <summary>Names of what a route may ask of the one who calls it. A route that names none needs a signed-in person.</summary>
static class Policies
{
    /// <summary>Reports: every role, and keys with scope read.</summary>
    public const string Read = "read";

    /// <summary>Change sites and goals.</summary>
    public const string Edit = "edit";

    /// <summary>Keys and users.</summary>
    public const string Own = "own";

    /// <summary>Numbers over all sites together: not for a key that is good for one.</summary>
    public const string AllSites = "all-sites";

    public static void Add(AuthorizationOptions options)
    {
        var person = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Enum.GetNames<UserRole>()).Build();
        // Also for requests that match no route: strangers learn nothing about which paths exist.
        options.DefaultPolicy = options.FallbackPolicy = person;
        options.AddPolicy(Read, policy => policy.RequireRole([.. Enum.GetNames<UserRole>(), KeyAuthentication.ReadRole]));
        options.AddPolicy(AllSites, policy => policy.RequireAssertion(context => context.User.FindFirst(Reach.SiteClaim) is null));
        options.AddPolicy(Edit, policy => policy.RequireRole(nameof(UserRole.Owner), nameof(UserRole.Analyst)));
        options.AddPolicy(Own, policy => policy.RequireRole(nameof(UserRole.Owner)));
    }
}
