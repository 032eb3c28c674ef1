using System.Security.Cryptography;
using System.Text;
using Candor.Sites;
using Candor.Sites.Access;

namespace Candor.Cli.Demo;

/// <summary>
/// The demonstration needs no other step, so it prints a link that signs its reader in. The user, the password and the link are made anew at every
/// start, live in this process only, and exist only under <c>candor demo</c>.
/// </summary>
sealed class DemoDoor
{
    readonly string token = SiteId.Random(32), name = $"demo-{SiteId.Random(6)}", password = SiteId.Random(32);

    public string Path => $"/demo/{token}";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/demo/{given}", EnterAsync).AllowAnonymous();

    public Task AddUserAsync(UserDirectory users, CancellationToken cancellationToken) =>
        users.AddAsync(name, password, UserRole.Owner, cancellationToken);

    async Task<IResult> EnterAsync(HttpContext context, string given, UserDirectory users)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token)))
            return TypedResults.NotFound();
        var outcome = await users.SignInAsync(name, password, context.RequestAborted);
        await Session.StartAsync(context, outcome.User!, outcome.Stamp!);
        return TypedResults.LocalRedirect("/");
    }
}
