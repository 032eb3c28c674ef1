using System.CommandLine;
using Candor.Analyze;

namespace Candor.Cli.Commands;

/// <summary><c>candor report NAME</c>: what GET /api/report/NAME answers.</summary>
static class ReportCommand
{
    static readonly Argument<string> Name = new("NAME") { Description = "Which report; one of: " + string.Join(", ", Reports.All.Select(r => r.Name)) };

    static readonly Option<string> Site = new("--site") { Description = "Id or domain. Needed only where there are several sites", HelpName = "SITE" };

    static readonly Option<string[]> Filters = new("--filter") { Description = "page==/a, source!=Google|Bing, page~=part, prop:plan!~free; several all hold", HelpName = "FILTER" };

    static readonly Option<string>[] Texts =
    [
        Text("--from", "First day, in the site's time zone", "DATE"),
        Text("--to", "Last day, included. Default: today", "DATE"),
        Text("--period", "Instead of days: today, yesterday, 7d, 30d, 12m, month, last-month, year, … Default: 30d", "PERIOD"),
        Text("--compare", "previous, year, or two dates as 2026-01-01..2026-01-31", "WITH"),
        Text("--interval", "hour, day, week or month, for timeseries", "WIDTH"),
        Text("--limit", $"Rows at most. Default: {ReportRequest.DefaultLimit}", "N"),
        Text("--offset", "Rows to leave out first", "N"),
        Text("--search", "Only rows whose name has this in it", "TEXT"),
        Text("--sort", "By which column, such as pageviews, or name:desc", "COLUMN"),
        Text("--event", "Which event's properties, for event-properties", "EVENT"),
        Text("--property", "Which property's values, for event-properties", "KEY"),
        Text("--part", "Only one list of a report that has several, such as pages of live", "LIST"),
    ];

    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var command = new Command("report", "Ask for numbers: visitors, pages, sources, …") { Name, Site, Filters, format };
        foreach (var text in Texts)
            command.Add(text);
        command.Add(ReportAuditCommand.Create());
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var path = Path(parse, parse.GetValue(Site) ?? await OnlySiteAsync(candor, cancellationToken));
            if (parse.GetValue(format) == FormatOption.Csv)
                Console.Out.Write(await candor.GetTextAsync(path + "&format=csv", cancellationToken));
            else
                Output.Write(await candor.GetAsync(path, cancellationToken), parse.GetValue(format)!);
        });
        return command;
    }

    static string Path(ParseResult parse, string site)
    {
        var query = Texts.Where(t => parse.GetResult(t) is not null).Select(t => (Name: t.Name[2..], Value: parse.GetValue(t) ?? ""))
            .Concat((parse.GetValue(Filters) ?? []).Select(f => (Name: "filter", Value: f)));
        return $"/api/report/{Uri.EscapeDataString(parse.GetValue(Name)!)}?site={Uri.EscapeDataString(site)}" + string.Concat(query.Select(q => $"&{q.Name}={Uri.EscapeDataString(q.Value)}"));
    }

    static async Task<string> OnlySiteAsync(ControlClient candor, CancellationToken cancellationToken)
    {
        var sites = (await candor.GetAsync("/api/sites", cancellationToken)).EnumerateArray().Select(s => $"{s.GetProperty("domain")} ({s.GetProperty("site")})").ToList();
        return sites.Count switch
        {
            1 => sites[0][(sites[0].LastIndexOf('(') + 1)..^1],
            0 => throw new CommandException("There is no site yet. Add one: candor site add example.org", ExitCode.WrongUse),
            _ => throw new CommandException($"Say which site with --site: {string.Join(", ", sites)}.", ExitCode.WrongUse),
        };
    }

    static Option<string> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
