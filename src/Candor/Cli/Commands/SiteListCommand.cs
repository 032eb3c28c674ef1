using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor site list</c></summary>
static class SiteListCommand
{
    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var command = new Command("list", "List the sites") { format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            Output.Write(await candor.GetAsync("/api/sites", cancellationToken), parse.GetValue(format)!);
        });
        return command;
    }
}
