using System.CommandLine;
using Candor.Audit;
using Candor.Audit.Findings;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor audit SOURCE…</c>: who was told what, from recordings of a browser. Needs no data folder and no server.</summary>
static class AuditCommand
{
    static readonly Argument<string[]> Sources = new("source") { Description = "Recordings, files ending in .har", Arity = ArgumentArity.OneOrMore };
    static readonly Option<string> Format = FormatOption.Create(FormatOption.Table, FormatOption.Json, "html", "sarif", "junit");
    static readonly Option<string?> FailOn = new("--fail-on") { Description = "Exit 1 when a finding that is not known is at least this severe: low, medium or high", HelpName = "SEVERITY" };
    static readonly Option<string?> RulesFile = new("--rules") { Description = "Rules file: off, warn or error for each rule, and for pages", HelpName = "FILE" };
    static readonly Option<string?> Preset = new("--preset") { Description = "Rules made for a kind of site: hospital, school, shop or publisher", HelpName = "NAME" };
    static readonly Option<string?> BaselineFile = new("--baseline") { Description = "Findings that are known: they are listed and never fail", HelpName = "FILE" };
    static readonly Option<string?> WriteBaseline = new("--write-baseline") { Description = "Write this audit's findings as a baseline", HelpName = "FILE" };
    static readonly Option<string[]> FirstParty = new("--first-party") { Description = "A host of the site's own under another domain; may be repeated", HelpName = "HOST" };
    static readonly Option<bool> ShowValues = new("--show-values") { Description = "Print what was sent as it was sent; without it only what kind of thing it was" };
    static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the report as HTML, JSON, SARIF and JUnit", HelpName = "DIR" };

    public static Command Create()
    {
        FailOn.AcceptOnlyFromAmong("high", "medium", "low");
        Preset.AcceptOnlyFromAmong([.. RuleSet.Presets]);
        var command = new Command("audit", "Say who was told what in a browser's recording, in sentences and with the evidence") { Sources, Format, FailOn, RulesFile, Preset, BaselineFile, WriteBaseline, FirstParty, ShowValues, Out };
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
        var options = AuditSettings.Read(parse.GetValue(RulesFile), parse.GetValue(Preset), parse.GetValue(BaselineFile), parse.GetValue(FirstParty) ?? []);
        var knowledge = AuditKnowledge.Load();
        var reports = sources.Select(s => AuditSource.Read(s, knowledge, options, cancellationToken)).ToList();
        var verdict = new AuditVerdict(parse.GetValue(FailOn));
        var writer = new AuditOutput(reports, parse.GetValue(ShowValues), verdict.Fails);
        writer.Print(parse.GetValue(Format)!);
        if (parse.GetValue(Out) is { } folder)
            writer.Save(folder);
        if (parse.GetValue(WriteBaseline) is { } baseline)
            Baseline.Of(reports.SelectMany(r => r.Findings)).Write(baseline);
        return reports.Exists(r => r.Findings.Any(verdict.Fails)) ? ExitCode.NotSo : ExitCode.Done;
    }
}
