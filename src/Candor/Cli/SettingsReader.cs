using System.CommandLine;

namespace Candor.Cli;

/// <summary>Options over environment over config file over defaults.</summary>
static class SettingsReader
{
    public static ServerSettings Read(ParseResult parse, IEnumerable<string>? urls = null)
    {
        var data = parse.GetValue(GlobalOptions.Data) ?? Environment.GetEnvironmentVariable("CANDOR_DATA") ?? "candor-data";
        return new ServerSettings(new DataFolder(Path.GetFullPath(data)), ListenAddress.ParseAll(urls ?? []), Config(parse), parse.GetValue(GlobalOptions.Verbose));
    }

    static string? Config(ParseResult parse)
    {
        if (parse.GetValue(GlobalOptions.Config) is not { } named)
            return File.Exists(GlobalOptions.DefaultConfig) ? Path.GetFullPath(GlobalOptions.DefaultConfig) : null;
        return File.Exists(named) ? Path.GetFullPath(named) : throw new CommandException($"--config {named}: there is no such file. `candor init` writes one.", ExitCode.WrongUse);
    }
}
