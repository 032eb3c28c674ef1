using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candor.Audit.Many;
using Candor.Audit.Reports;

namespace Candor.Cli.Commands;

/// <summary><c>candor report audit</c>: who is told what by all sites that were audited, the worst first, in sentences to quote.</summary>
static class ReportAuditCommand
{
    public static Command Create()
    {
        var format = FormatOption.ForRows();
        var source = new Option<string?>("--source") { Description = "Print the last report of this source instead, as JSON", HelpName = "SOURCE" };
        var command = new Command("audit", "Who is told what by all the sites that were audited with candor audit --list") { source, format };
        command.SetAction(parse =>
        {
            var store = new AuditStore(SettingsReader.Read(parse).Data.Audits);
            if (!store.Exists)
                throw new CommandException("Nothing was audited yet. candor audit --list FILE audits every source of a file.");
            if (parse.GetValue(source) is { } one)
                PrintReport(store, one);
            else
                Print(store, parse.GetValue(format)!);
        });
        return command;
    }

    static void Print(AuditStore store, string format)
    {
        var latest = store.Latest();
        var rows = new JsonArray([.. ToldAcross.Of(store.Findings(), latest.Count(a => a.IsDone)).Select(Row)]);
        using var json = JsonDocument.Parse(rows.ToJsonString());
        Output.Write(json.RootElement, format);
        if (format == FormatOption.Table)
            Console.Error.WriteLine($"{TextReport.Count(latest.Count(a => a.IsDone), "source")} audited, {latest.Count(a => !a.IsDone)} could not be.");
    }

    static JsonNode Row(ToldAcross told) => new JsonObject
    {
        ["severity"] = JsonReport.NameOf(told.Severity), ["vendor"] = told.Vendor, ["rule"] = told.Rule, ["sites"] = told.Prevalence.Count, ["of"] = told.Prevalence.Of, ["share"] = Math.Round(told.Prevalence.Share, 4),
        ["low"] = Math.Round(told.Prevalence.Low, 4), ["high"] = Math.Round(told.Prevalence.High, 4), ["sentence"] = told.Sentence, ["example"] = told.Example,
    };

    static void PrintReport(AuditStore store, string source)
    {
        var last = store.Of(source).FirstOrDefault(a => a.IsDone) ?? throw new CommandException($"{source} was not audited, or never to its end. candor report audit lists what was.", ExitCode.NotSo);
        using var output = Console.OpenStandardOutput();
        output.Write(store.Report(last.Id));
        output.WriteByte((byte)'\n');
    }
}
