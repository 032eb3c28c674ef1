using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Candor.Cli.Demo;
using Candor.Guard;
using Candor.Journal;
using Candor.Sites;

namespace Candor.Cli.Commands;

/// <summary><c>candor demo</c>: the server, a clinic's site that uses it, 90 days of invented history and invented visitors.</summary>
static class DemoCommand
{
    const string Folder = "candor-demo", Host = "127.0.0.1";

    static readonly Option<string?> Urls = new("--urls") { Description = "Address of the dashboard. Default: http://127.0.0.1:8080, or a free port where that one is taken", HelpName = "URL" };

    static readonly Option<string?> Clinic = new("--clinic") { Description = "Address of the clinic's site. Default: http://127.0.0.1:8081, or a free port", HelpName = "URL" };

    static readonly Option<bool> Still = new("--still") { Description = "No invented visitors after the history: only your own clicks" };

    public static Command Create()
    {
        var command = new Command("demo", "Try it: a clinic's site, its dashboard, and 90 days of invented history") { Urls, Clinic, Still };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var door = new DemoDoor();
        var settings = SettingsReader.ReadServer(parse, [parse.GetValue(Urls) ?? Address(8080)]);
        if (parse.GetValue(GlobalOptions.Data) is null)
            settings = settings with { Data = new DataFolder(Path.GetFullPath(Folder)) };
        var folderLock = FolderLock.TryTake(settings.Data) ?? throw ServeCommand.Taken(settings.Data);
        settings = DemoPolicy.Apply(settings);
        await using var server = await CandorServer.StartAsync(settings, folderLock, cancellationToken, door.Map);
        var services = server.Services;
        await door.AddUserAsync(services.GetRequiredService<UserDirectory>(), cancellationToken);

        var sites = services.GetRequiredService<SiteDirectory>();
        var known = sites.FindByDomain(Host);
        var site = known ?? await sites.AddAsync(Host, "Harbour Street Clinic", "Europe/Amsterdam", cancellationToken);
        await using var clinic = await new ClinicSite(server.Urls[0].TrimEnd('/'), site.Id).StartAsync(parse.GetValue(Clinic) ?? Address(8081), cancellationToken);
        var origin = clinic.Urls.First().TrimEnd('/');

        var time = services.GetRequiredService<TimeProvider>();
        var feeder = new DemoFeeder(services.GetRequiredService<EventGuard>(), services.GetRequiredService<VerdictFeed>(), services.GetRequiredService<EventJournal>());
        if (known is null)
        {
            await Console.Error.WriteLineAsync($"Making up {DemoHistory.Days} days of visits …");
            var start = time.GetTimestamp();
            var kept = await feeder.HistoryAsync(site.Id, origin, time.GetUtcNow());
            await services.GetRequiredService<LoadedEvents>().CatchUpAsync(Timeout.InfiniteTimeSpan, cancellationToken);
            await Console.Error.WriteLineAsync($"{kept:N0} events guarded, journaled and stored in {time.GetElapsedTime(start).TotalSeconds:N1} s");
        }

        Console.WriteLine($"""
            Clinic     {origin}/
            Dashboard  {server.Urls[0].TrimEnd('/')}{door.Path}
            Policy     {settings.Config}
            Click through the clinic and watch the dashboard. Ctrl+C ends both; everything lies in {settings.Data.Root}
            """);
        await LiveAsync(parse, feeder, site.Id, origin, time, cancellationToken);
    }

    static async Task LiveAsync(ParseResult parse, DemoFeeder feeder, string site, string origin, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await (parse.GetValue(Still) ? Task.Delay(Timeout.Infinite, cancellationToken) : feeder.LiveAsync(site, origin, time, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C is how a demonstration ends.
        }
    }

    static string Address(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return $"http://{Host}:{port}";
        }
        catch (SocketException)
        {
            return $"http://{Host}:0";
        }
    }
}
