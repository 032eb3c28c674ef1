using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Candor.Sites.Access;

/// <summary><c>Authorization: Bearer ck_…</c> with a key of scope read.</summary>
sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, KeyDirectory keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "key";
    public const string ReadRole = "key:read";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        if (keys.Verify(header[7..].Trim()) is not { Scope: KeyScope.Read } key)
            return Task.FromResult(AuthenticateResult.Fail("Not a key with scope read."));

        var claims = new List<Claim> { new(ClaimTypes.Name, key.Id), new(ClaimTypes.Role, ReadRole) };
        if (key.Site is { } site)
            claims.Add(new Claim(Reach.SiteClaim, site));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName)));
    }
}
