using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor backup FILE</c>: the whole data folder in one file, while the server runs on.</summary>
static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to write it, such as candor-2026-01-31.tar.gz" };
        var command = new Command("backup", "Copy the data folder into one file. It holds every secret: keep it as safe") { file };
        command.SetAction((parse, cancellationToken) => WriteAsync(parse, Path.GetFullPath(parse.GetValue(file)!), cancellationToken));
        return command;
    }

    static async Task WriteAsync(ParseResult parse, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            throw new CommandException($"{path} is there already.", ExitCode.WrongUse);
        await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
        using var answer = await candor.Http.GetAsync("/api/backup", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await ControlAnswers.EnsureAsync(answer, cancellationToken);
        var unfinished = path + ".part";
        try
        {
            await using (var output = PrivateFile.Create(unfinished, FileMode.Create))
            {
                await answer.Content.CopyToAsync(output, cancellationToken);
                output.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path);
        }
        finally
        {
            File.Delete(unfinished);
        }
        Console.WriteLine(path);
    }
}
