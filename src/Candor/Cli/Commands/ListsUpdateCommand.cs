using System.CommandLine;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor lists update</c>: takes newer lists from a mirror or a file, each checked against the manifest.</summary>
static class ListsUpdateCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "A mirror's address, a folder or a zip file, with manifest.json and the lists that it names", HelpName = "WHERE", Required = true };
        var sha256 = new Option<string?>("--sha256") { Description = "What the manifest's SHA-256 must be", HelpName = "HEX" };
        var format = FormatOption.ForRows();
        var command = new Command("update", "Take newer lists, checked against their manifest; the version before is kept") { from, sha256, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var data = SettingsReader.Read(parse).Data;
            data.Create();
            using var origin = new ListOrigin(parse.GetValue(from)!, parse.GetValue(sha256) is not null);
            try
            {
                await InstalledLists.Of(data).InstallAsync(file => origin.ReadAsync(file, cancellationToken), parse.GetValue(sha256), cancellationToken);
            }
            catch (FormatException e)
            {
                throw new CommandException(e.Message, ExitCode.NotSo);
            }
            ListsShowCommand.Print(data, parse.GetValue(format)!);
        });
        return command;
    }
}
