using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor key add --site S --scope ingest</c></summary>
static class KeyAddCommand
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "The site it is good for. A read key without one reads every site", HelpName = "ID" };
        var scope = new Option<string>("--scope") { Description = "What it may do: send events (ingest) or ask for reports (read)", DefaultValueFactory = _ => "ingest" };
        scope.AcceptOnlyFromAmong("ingest", "read");
        var name = new Option<string?>("--name") { Description = "What it is for", HelpName = "NAME" };
        var format = FormatOption.ForRows();
        var command = new Command("add", "Make a key. It is shown once; only its hash is kept") { site, scope, name, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var key = await candor.PostAsync("/api/keys", new() { ["site"] = parse.GetValue(site), ["scope"] = parse.GetValue(scope), ["name"] = parse.GetValue(name) }, cancellationToken);
            Output.Write(key, parse.GetValue(format)!);
        });
        return command;
    }
}
