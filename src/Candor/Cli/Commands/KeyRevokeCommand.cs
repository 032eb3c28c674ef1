using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor key revoke ID</c></summary>
static class KeyRevokeCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The part of the key that `candor key list` shows, ck_…" };
        var command = new Command("revoke", "End a key at once") { id };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            await candor.DeleteAsync($"/api/keys/{Uri.EscapeDataString(parse.GetValue(id)!)}", cancellationToken);
        });
        return command;
    }
}
