using System.CommandLine;
using System.Text.Json;
using Candor.Guard.Policy;

namespace Candor.Cli.Commands;

/// <summary><c>candor config check</c>: every mistake of the file at once; exit 1 when there is one.</summary>
static class ConfigCheckCommand
{
    public static Command Create()
    {
        var format = FormatOption.Create(FormatOption.Table, FormatOption.Json);
        var command = new Command("check", "Name every mistake in the config file") { format };
        command.SetAction(parse => Check(parse, parse.GetValue(format)!));
        return command;
    }

    static int Check(ParseResult parse, string format)
    {
        var path = SettingsReader.Config(parse) ?? throw new CommandException("There is no candor.yaml here. `candor init` writes one; --config FILE names another.", ExitCode.WrongUse);
        var file = ConfigFile.Read(path);
        ServerSection.Read(file.Root["server"]);
        GuardPolicy.Read(file);
        var mistakes = file.Errors.OrderBy(e => e.Line).ThenBy(e => e.Column).ToList();
        if (format == FormatOption.Json)
            Console.WriteLine(JsonSerializer.Serialize(mistakes, ConfigErrorJson.Default.ListConfigError));
        else
            mistakes.ForEach(e => Console.WriteLine(e));
        if (mistakes.Count == 0)
            Console.Error.WriteLine($"{path}: no mistakes.");
        return mistakes.Count == 0 ? ExitCode.Done : ExitCode.NotSo;
    }
}
