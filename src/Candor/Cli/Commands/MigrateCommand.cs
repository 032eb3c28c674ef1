using System.CommandLine;
using Candor.Cli.Migrate;

namespace Candor.Cli.Commands;

/// <summary><c>candor migrate --to-cluster</c>: a machine's events and people move to the servers that the config names. Stopped, it goes on where it was.</summary>
static class MigrateCommand
{
    public static Command Create()
    {
        var toCluster = new Option<bool>("--to-cluster") { Description = "To server.store and server.database of the config", Required = true };
        var command = new Command("migrate", "Move everything to ClickHouse and PostgreSQL. Run it again after an interruption") { toCluster };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read(parse);
        if (parse.GetResult(GlobalOptions.Data) is null && !Directory.Exists(settings.Data.Root))
            throw new CommandException($"There is no data folder {settings.Data.Root}. Name it with --data DIR.", ExitCode.WrongUse);
        return await new ClusterMigration(settings, TimeProvider.System).RunAsync(cancellationToken) ? ExitCode.Done : ExitCode.NotSo;
    }
}
