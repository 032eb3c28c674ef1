using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor export events</c>: everything that is stored, as NDJSON.</summary>
static class ExportEventsCommand
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "Only this site's (id or domain)", HelpName = "ID" };
        var from = new Option<DateOnly?>("--from") { Description = "First day, in the site's time zone, else UTC", HelpName = "DATE" };
        var to = new Option<DateOnly?>("--to") { Description = "Last day", HelpName = "DATE" };
        var format = FormatOption.Create("jsonl");
        var command = new Command("events", "Print the stored events, oldest first") { site, from, to, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var query = new QueryString()
                .AddWhere("site", parse.GetValue(site))
                .AddWhere("from", parse.GetValue(from)?.ToString("O"))
                .AddWhere("to", parse.GetValue(to)?.ToString("O"));
            using var answer = await candor.Http.GetAsync($"/api/export/events{query}", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await ControlAnswers.EnsureAsync(answer, cancellationToken);
            await using var output = Console.OpenStandardOutput();
            await answer.Content.CopyToAsync(output, cancellationToken);
        });
        return command;
    }

    static QueryString AddWhere(this QueryString query, string name, string? value) => value is null ? query : query.Add(name, value);
}
