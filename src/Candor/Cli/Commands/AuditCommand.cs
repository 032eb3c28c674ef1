using System.CommandLine;
using Candor.Audit;
using Candor.Audit.Differences;
using Candor.Audit.Findings;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor audit SOURCE…</c>: who is told what, by a page that is visited or in a recording of a browser. Needs no data folder and no server; with <c>--list</c> results go into the data folder.</summary>
static class AuditCommand
{
    static readonly Argument<string[]> Sources = new("source") { Description = "Addresses of pages, or recordings: files ending in .har", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<string> Format = FormatOption.Create(FormatOption.Table, FormatOption.Json, "html", "sarif", "junit");
    static readonly Option<string[]> FailOn = new("--fail-on") { Description = "Exit 1 on a finding that is not known and at least low, medium or high; on what the policy does not declare (undeclared); on a list older than 180 days (stale-lists). May be repeated", HelpName = "WHAT" };
    static readonly Option<string?> PolicyFile = new("--policy") { Description = "The site's candor.yaml: what Guard would have withheld of what trackers were told, and what the policy does not declare", HelpName = "FILE" };
    static readonly Option<string?> Since = new("--since") { Description = "JSON report of an earlier run: says what is new, gone and unchanged", HelpName = "FILE" };
    static readonly Option<string?> RulesFile = new("--rules") { Description = "Rules file: off, warn or error for each rule, and for pages", HelpName = "FILE" };
    static readonly Option<string?> Preset = new("--preset") { Description = "Rules made for a kind of site: hospital, school, shop or publisher", HelpName = "NAME" };
    static readonly Option<string?> BaselineFile = new("--baseline") { Description = "Findings that are known: they are listed and never fail", HelpName = "FILE" };
    static readonly Option<string?> WriteBaseline = new("--write-baseline") { Description = "Write this audit's findings as a baseline", HelpName = "FILE" };
    static readonly Option<string[]> FirstParty = new("--first-party") { Description = "A host of the site's own under another domain; may be repeated", HelpName = "HOST" };
    static readonly Option<bool> ShowValues = new("--show-values") { Description = "Print what was sent as it was sent; without it only what kind of thing it was" };
    static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the report as HTML, JSON, SARIF and JUnit", HelpName = "DIR" };

    public static Command Create()
    {
        FailOn.AcceptOnlyFromAmong(AuditVerdict.Choices);
        Preset.AcceptOnlyFromAmong([.. RuleSet.Presets]);
        var command = new Command("audit", "Say who is told what by a page or in a browser's recording, in sentences and with the evidence") { Sources, Format, FailOn, RulesFile, Preset, PolicyFile, Since, BaselineFile, WriteBaseline, FirstParty, ShowValues, Out };
        foreach (var option in VisitFlags.All.Concat(ListFlags.All))
            command.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var sources = parse.GetValue(Sources) ?? [];
        var list = ListFlags.File(parse);
        if (list is null == (sources.Length == 0))
            throw new CommandException(list is null ? "Name an address or a recording, or --list FILE with many of them." : "--list FILE names the sources itself; leave the others out.", ExitCode.WrongUse);
        var options = AuditSettings.Read(parse.GetValue(RulesFile), parse.GetValue(Preset), parse.GetValue(BaselineFile), parse.GetValue(PolicyFile), parse.GetValue(FirstParty) ?? []) with { Visit = VisitFlags.Read(parse) };
        var knowledge = InstalledLists.Load(SettingsReader.Read(parse).Data);
        var verdict = new AuditVerdict(parse.GetValue(FailOn) ?? []);
        return list is null ? await EachAsync(parse, sources, knowledge, options, verdict, cancellationToken) : await ListRun.RunAsync(parse, list, knowledge, options, verdict, cancellationToken);
    }

    static async Task<int> EachAsync(ParseResult parse, string[] sources, AuditKnowledge knowledge, AuditOptions options, AuditVerdict verdict, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
            AuditSource.Check(source);
        if (parse.GetValue(Format) == "html" && sources.Length > 1)
            throw new CommandException("--format html prints one source; --out DIR writes a file for each of several.", ExitCode.WrongUse);
        var before = parse.GetValue(Since) is { } since ? AuditSettings.Since(since) : null;
        var reports = new List<AuditReport>();
        foreach (var source in sources)
            reports.Add(Compared(await AuditSource.ReadAsync(source, knowledge, options, cancellationToken), before, sources.Length == 1));
        var writer = new AuditOutput(reports, parse.GetValue(ShowValues), verdict.Fails);
        writer.Print(parse.GetValue(Format)!);
        if (parse.GetValue(Out) is { } folder)
            writer.Save(folder);
        if (parse.GetValue(WriteBaseline) is { } baseline)
            Baseline.Of(reports.SelectMany(r => r.Findings)).Write(baseline);
        foreach (var expired in verdict.Expired(reports))
            Console.Error.WriteLine(expired);
        return reports.Exists(verdict.Fails) ? ExitCode.NotSo : ExitCode.Done;
    }

    static AuditReport Compared(AuditReport report, IReadOnlyList<EarlierAudit>? before, bool isOnly) =>
        before is not null && AuditDifference.Earlier(before, report, isOnly) is { } earlier ? report with { Since = AuditDifference.Between(earlier, report) } : report;
}
