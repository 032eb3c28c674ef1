using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Candor.Audit;
using Candor.Audit.Live;
using Candor.Audit.Many;
using Candor.Audit.Reports;

namespace Candor.Cli.Audits;

/// <summary><c>candor audit --list FILE</c>: every source of a file, results into the data folder, progress on stderr, outcomes on stdout.</summary>
static class ListRun
{
    public static async Task<int> RunAsync(ParseResult parse, string path, AuditKnowledge knowledge, AuditOptions options, AuditVerdict verdict, CancellationToken cancellationToken)
    {
        var format = parse.GetValue<string>("--format")!;
        if (format is not (FormatOption.Table or FormatOption.Json))
            throw new CommandException($"--list prints outcomes as a table or as JSON, not as {format}. --out DIR writes an HTML report for each source.", ExitCode.WrongUse);
        var list = AuditSettings.Parsed(path, "there is no such list.", SourceList.Read);
        var (parallel, delay, passes) = (ListFlags.ParallelOf(parse), ListFlags.DelayOf(parse), ListFlags.PassesOf(parse));
        var data = SettingsReader.Read(parse).Data;
        data.Create();
        var store = new AuditStore(data.Audits);
        var folder = parse.GetValue<string?>("--out");
        var done = 0;
        var run = await new ManyRun(store, AuditAsync, host => knowledge.Suffixes.RegistrableDomain(host).ToString(), TimeProvider.System)
            .RunAsync(list, new ManyOptions(parallel, delay, passes), Tell, cancellationToken);
        var outcomes = store.Latest(run);
        Print(outcomes, format);
        Console.Error.WriteLine($"{outcomes.Count(o => o.IsDone)} of {list.Sources.Count} were audited. candor report audit says who is told what by all of them.");
        return store.Findings(run).Any(f => verdict.Fails(f.Finding)) ? ExitCode.NotSo : outcomes.All(o => o.IsDone) ? ExitCode.Done : ExitCode.CouldNotRun;

        async Task<AuditReport> AuditAsync(string source, CancellationToken cancel)
        {
            var report = AuditAddress.Looks(source) ? await new LiveVisit(knowledge, TimeProvider.System).VisitAsync(AuditAddress.Parse(source), options, cancel)
                : await Task.Run(() => AuditRun.Recording(source, knowledge, options, TimeProvider.System, cancel), cancel);
            if (folder is not null)
                await SaveAsync(folder, report, cancel);
            return report;
        }

        void Tell(SiteOutcome outcome) => Console.Error.WriteLine(Progress(++done, outcome));
    }

    static string Progress(int number, SiteOutcome outcome) => string.Create(CultureInfo.InvariantCulture,
        $"{number}: {outcome.Source}: {(outcome.Report is { } report ? $"{TextReport.Count(report.Findings.Count, "finding")}, {outcome.Took.TotalSeconds:0.0} s" : $"{outcome.Outcome}. {outcome.Message}")}");

    static async Task SaveAsync(string folder, AuditReport report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = string.Concat(report.Source.Split("://")[^1].Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')).Trim('_', '.');
        await File.WriteAllTextAsync(Path.Combine(folder, (name.Length > 120 ? name[^120..] : name) + ".html"), HtmlReport.Of(report, showValues: false), cancellationToken);
    }

    static void Print(IReadOnlyList<KeptAudit> outcomes, string format)
    {
        var rows = new JsonArray([.. outcomes.Select(o => (JsonNode)new JsonObject
        {
            ["source"] = o.Source, ["outcome"] = o.Outcome, ["high"] = o.High, ["medium"] = o.Medium, ["low"] = o.Low, ["pages"] = o.Pages, ["requests"] = o.Requests, ["seconds"] = Math.Round(o.Took.TotalSeconds, 1), ["message"] = o.Message,
        })]);
        using var json = JsonDocument.Parse(rows.ToJsonString());
        Output.Write(json.RootElement, format);
    }
}
