using System.CommandLine;
using Candor.Cli.Commands;
using Candor.Guard.Policy;
using Candor.Sites;

namespace Candor.Cli;

/// <summary>Options over environment over config file over defaults.</summary>
static class SettingsReader
{
    /// <summary>For a command that asks: no public address.</summary>
    public static ServerSettings Read(ParseResult parse) => Read(parse, Config(parse), []);

    /// <summary>For a server. <paramref name="urls"/> are those of the command line.</summary>
    public static ServerSettings ReadServer(ParseResult parse, IReadOnlyList<string> urls)
    {
        var config = Config(parse);
        var settings = Read(parse, config, urls);
        if (urls.Count > 0)
            return settings;
        // A wrong address in the file is among the config's errors already.
        return settings with { Urls = ListenAddress.ParseAll(settings.Server.Urls is { Count: > 0 } own ? own.Where(u => ListenAddress.WhyNot(u) is null) : [ServeCommand.DefaultUrl]) };
    }

    static ServerSettings Read(ParseResult parse, string? config, IReadOnlyList<string> urls)
    {
        var file = config is null ? ConfigFile.Empty : ConfigFile.Read(config);
        var server = ServerSection.Read(file.Root["server"]);
        if (config is not null)
            GuardPolicy.Read(file);
        var data = parse.GetValue(GlobalOptions.Data) ?? NotEmpty(Environment.GetEnvironmentVariable("CANDOR_DATA"));
        return new ServerSettings
        {
            Data = new DataFolder(data is null && server.Data is { } named ? Path.GetFullPath(named, Path.GetDirectoryName(config)!) : Path.GetFullPath(data ?? "candor-data")),
            Urls = ListenAddress.ParseAll(urls),
            Config = config,
            Server = server,
            Database = Database(server),
            ConfigErrors = file.Errors,
            Log = GlobalOptions.LogLevelOf(parse),
        };
    }

    static string? Database(ServerSection server)
    {
        if (NotEmpty(Environment.GetEnvironmentVariable("CANDOR_DATABASE")) is not { } named)
            return server.Database;
        return PostgresAddress.WhyNot(named) is { } why
            ? throw new CommandException($"CANDOR_DATABASE is not the address of a PostgreSQL database: {why}. Example: postgres://candor@db.example.org/candor", ExitCode.WrongUse)
            : named;
    }

    /// <summary>The file that is named, or candor.yaml where there is one.</summary>
    public static string? Config(ParseResult parse)
    {
        if (parse.GetValue(GlobalOptions.Config) is not { } named)
            return File.Exists(GlobalOptions.DefaultConfig) ? Path.GetFullPath(GlobalOptions.DefaultConfig) : null;
        return File.Exists(named) ? Path.GetFullPath(named) : throw new CommandException($"--config {named}: there is no such file. `candor init` writes one.", ExitCode.WrongUse);
    }

    static string? NotEmpty(string? text) => text is { Length: > 0 } ? text : null;
}
