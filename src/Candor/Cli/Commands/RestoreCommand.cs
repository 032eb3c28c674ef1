using System.CommandLine;
using Candor.Cli.Backup;

namespace Candor.Cli.Commands;

/// <summary><c>candor restore FILE</c>: a backup becomes a data folder again.</summary>
static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What `candor backup` wrote" };
        var command = new Command("restore", "Make a data folder from a backup, after checking every byte") { file };
        command.SetAction((parse, cancellationToken) => RestoreAsync(SettingsReader.Read(parse).Data, parse.GetValue(file)!, cancellationToken));
        return command;
    }

    static async Task RestoreAsync(DataFolder target, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file {path}.", ExitCode.WrongUse);
        if (Directory.Exists(target.Root) && Directory.EnumerateFileSystemEntries(target.Root).Any())
            throw new CommandException($"{target.Root} is not empty. Move it away, or restore into another folder with --data DIR.", ExitCode.WrongUse);
        await using var backup = File.OpenRead(path);
        var manifest = await BackupReader.RestoreAsync(backup, target, cancellationToken);
        Console.WriteLine($"{target.Root}: {manifest.Files.Count} files as of {manifest.Created:u}");
    }
}
