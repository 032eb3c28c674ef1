using Candor.Sites.Access;
using Microsoft.AspNetCore.Connections;

namespace Candor.Cli;

/// <summary>Marks a connection that came over the private socket, which only the folder's owner can open.
/// It is set on the listener, so nothing that a request says can bring it about.</summary>
static class ControlConnection
{
    public static void MarkOwner(this ConnectionContext connection) => connection.Features.Set(Mark.Instance);

    public static bool Is(HttpContext context) => context.Features.Get<Mark>() is not null;

    /// <summary>Before authentication, which changes the user only where a request brings a cookie or a key.</summary>
    public static IApplicationBuilder UseOwnerOverSocket(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Is(context))
            context.User = Reach.Owner;
        return next(context);
    });

    sealed class Mark
    {
        public static readonly Mark Instance = new();
    }
}
