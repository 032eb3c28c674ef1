using System.CommandLine;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor lists rollback</c>: the version before.</summary>
static class ListsRollbackCommand
{
    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var command = new Command("rollback", "Use the version before the last update; once more takes the update again") { format };
        command.SetAction(parse =>
        {
            var data = SettingsReader.Read(parse).Data;
            try
            {
                InstalledLists.Of(data).GoBack();
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
