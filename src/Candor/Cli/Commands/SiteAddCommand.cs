using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor site add DOMAIN</c></summary>
static class SiteAddCommand
{
    public static Command Create()
    {
        var domain = new Argument<string>("domain") { Description = "The site's domain, such as example.org" };
        var name = new Option<string?>("--name") { Description = "What people call it. Default: the domain", HelpName = "NAME" };
        var zone = new Option<string?>("--time-zone") { Description = "IANA name of the zone its days follow, such as Europe/Berlin. Default: UTC", HelpName = "ZONE" };
        var format = FormatOption.ForRows();
        var command = new Command("add", "Add a site and print the snippet for its pages") { domain, name, zone, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var site = await candor.PostAsync("/api/sites", new() { ["domain"] = parse.GetValue(domain), ["name"] = parse.GetValue(name), ["time_zone"] = parse.GetValue(zone) }, cancellationToken);
            Output.Write(site, parse.GetValue(format)!);
        });
        return command;
    }
}
