namespace Candor.Cli;

/// <summary>Marks a connection that came over the private socket, which only the folder's owner can open.
/// It is set on the listener, so nothing that a request says can bring it about.</summary>
sealed class ControlConnection
{
    public static readonly ControlConnection Mark = new();

    public static bool Is(HttpContext context) => context.Features.Get<ControlConnection>() is not null;
}
