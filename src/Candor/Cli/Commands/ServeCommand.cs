using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor serve</c>: collects, guards, stores and shows, until it is told to stop.</summary>
static class ServeCommand
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    static readonly Option<string[]> Urls = new("--urls")
    {
        Description = "Addresses to listen on, http only. Default: server.urls of the config, or " + DefaultUrl,
        HelpName = "URL",
    };

    static readonly Option<string> Role = new Option<string>("--role")
    {
        Description = "What this machine of several does",
        HelpName = "ROLE",
        DefaultValueFactory = _ => "all",
    }.AcceptOnlyFromAmong("collector", "loader", "dashboard", "all");

    public static Command Create()
    {
        var command = new Command("serve", "Run the server: collector, dashboard and query API") { Urls, Role };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.ReadServer(parse, parse.GetValue(Urls) ?? []) with { Role = Enum.Parse<ServerRole>(parse.GetValue(Role)!, ignoreCase: true) };
        var folderLock = FolderLock.TryTake(settings.Data) ?? throw Taken(settings.Data);
        await using var server = await CandorServer.StartAsync(settings, folderLock, cancellationToken);
        if (await server.SetupLinkAsync(cancellationToken) is { } link)
            Console.Error.WriteLine($"Nobody can sign in yet. Create the first account, within a day: {link}");
        if (settings.Role != ServerRole.All)
            Console.Error.WriteLine($"This node is a {settings.Role.ToString().ToLowerInvariant()}.");
        Console.WriteLine($"Candor is ready at {string.Join(" and ", server.Urls)}");

        var stopping = new TaskCompletionSource();
        await using var stop = cancellationToken.Register(stopping.SetResult);
        await stopping.Task;
    }

    public static CommandException Taken(DataFolder folder)
    {
        var owner = ServerAddress.Read(folder);
        var who = owner is null ? "Another candor" : $"Another candor (process {owner.Pid}{(owner.Urls.Count > 0 ? $", {string.Join(" and ", owner.Urls)}" : "")})";
        return new CommandException($"{who} already uses {folder.Root}. Stop it first, or give this one its own folder with --data DIR.");
    }
}
