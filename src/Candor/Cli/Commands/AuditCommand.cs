using System.CommandLine;
using Candor.Audit;
using Candor.Audit.Differences;
using Candor.Audit.Findings;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor audit SOURCE…</c>: who was told what, from recordings of a browser. Needs no data folder and no server.</summary>
static class AuditCommand
{
    static readonly Argument<string[]> Sources = new("source") { Description = "Recordings, files ending in .har", Arity = ArgumentArity.OneOrMore };
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
        var command = new Command("audit", "Say who was told what in a browser's recording, in sentences and with the evidence") { Sources, Format, FailOn, RulesFile, Preset, PolicyFile, Since, BaselineFile, WriteBaseline, FirstParty, ShowValues, Out };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse, cancellationToken)));
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellationToken)
    {
        var sources = parse.GetValue(Sources)!;
        foreach (var source in sources)
            AuditSource.Check(source);
        if (parse.GetValue(Format) == "html" && sources.Length > 1)
            throw new CommandException("--format html prints one source; --out DIR writes a file for each of several.", ExitCode.WrongUse);
        var options = AuditSettings.Read(parse.GetValue(RulesFile), parse.GetValue(Preset), parse.GetValue(BaselineFile), parse.GetValue(PolicyFile), parse.GetValue(FirstParty) ?? []);
        var before = parse.GetValue(Since) is { } since ? AuditSettings.Since(since) : null;
        var knowledge = AuditKnowledge.Load();
        var reports = sources.Select(s => Compared(AuditSource.Read(s, knowledge, options, cancellationToken), before, sources.Length == 1)).ToList();
        var verdict = new AuditVerdict(parse.GetValue(FailOn) ?? []);
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
