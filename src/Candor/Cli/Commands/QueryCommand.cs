using System.CommandLine;

namespace Candor.Cli.Commands;

/// <summary><c>candor query SQL</c>: reads only, whatever it says.</summary>
static class QueryCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("SQL") { Description = "One SELECT over the tables of docs/architecture.md; - reads it from stdin" };
        var limit = new Option<int>("--limit") { Description = "Rows at most", HelpName = "N", DefaultValueFactory = _ => 10_000 };
        var format = FormatOption.ForRows();
        var command = new Command("query", "Ask the store in SQL (read-only)") { sql, limit, format };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var text = parse.GetValue(sql)!;
            await using var candor = await ControlClient.ConnectAsync(parse, cancellationToken);
            var rows = await candor.PostAsync("/api/query", new() { ["sql"] = text == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : text, ["limit"] = parse.GetValue(limit) }, cancellationToken);
            Output.Write(rows, parse.GetValue(format)!);
        });
        return command;
    }
}
