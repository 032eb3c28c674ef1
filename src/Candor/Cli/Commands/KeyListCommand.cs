using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor key list</c></summary>
static class KeyListCommand
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "Only this site's", HelpName = "ID" };
        var format = FormatOption.ForRows();
        var command = new Command("list", "List the keys that are good now") { site, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var path = parse.GetValue(site) is { } only ? $"/api/keys?site={Uri.EscapeDataString(only)}" : "/api/keys";
            Output.Write(await candor.GetAsync(path, cancellationToken), parse.GetValue(format)!);
        });
        return command;
    }
}
