using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor init</c>: a candor.yaml that explains itself.</summary>
static class InitCommand
{
    public static Command Create()
    {
        var command = new Command("init", "Write a commented candor.yaml");
        command.SetAction(WriteAsync);
        return command;
    }

    static async Task WriteAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var path = parse.GetValue(GlobalOptions.Config) ?? GlobalOptions.DefaultConfig;
        try
        {
            await using var template = typeof(InitCommand).Assembly.GetManifestResourceStream(GlobalOptions.DefaultConfig)!;
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await template.CopyToAsync(file, cancellationToken);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CommandException($"{path} is there already. Move it away, or name another with --config FILE.", ExitCode.WrongUse);
        }
        Console.WriteLine(path);
    }
}
