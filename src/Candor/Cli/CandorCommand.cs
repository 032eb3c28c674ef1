using System.CommandLine;
using Candor.Cli.Commands;

namespace Candor.Cli;

/// <summary>The table of contents of the command line.</summary>
static class CandorCommand
{
    public static RootCommand Create() => new("A tracking pixel its owner can answer for: collect, guard, analyse, on your own machine.")
    {
        GlobalOptions.Data,
        GlobalOptions.Config,
        GlobalOptions.Verbose,
        GlobalOptions.Log,
        ServeCommand.Create(),
        DemoCommand.Create(),
        InitCommand.Create(),
        DoctorCommand.Create(),
        Group("config", "The config file", ConfigCheckCommand.Create()),
        Group("site", "Sites that are measured", SiteAddCommand.Create(), SiteListCommand.Create()),
        Group("user", "People who may sign in", UserAddCommand.Create(), UserListCommand.Create()),
        Group("key", "Keys of programs", KeyAddCommand.Create(), KeyListCommand.Create(), KeyRevokeCommand.Create()),
        ImportCommand.Create(),
        Group("export", "Take data out", ExportEventsCommand.Create()),
        ReportCommand.Create(),
        QueryCommand.Create(),
        Group("guard", "What may be kept", GuardTestCommand.Create(), GuardExplainCommand.Create(), GuardReplayCommand.Create()),
        AuditCommand.Create(),
        Group("lists", "Lists that audits read", ListsUpdateCommand.Create(), ListsRollbackCommand.Create(), ListsShowCommand.Create()),
        BackupCommand.Create(),
        RestoreCommand.Create(),
        MigrateCommand.Create(),
    };

    static Command Group(string name, string description, params Command[] commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
            group.Add(command);
        return group;
    }
}
