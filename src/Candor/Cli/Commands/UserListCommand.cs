using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor user list</c></summary>
static class UserListCommand
{
    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var command = new Command("list", "List who may sign in") { format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            Output.Write(await candor.GetAsync("/api/users", cancellationToken), parse.GetValue(format)!);
        });
        return command;
    }
}
