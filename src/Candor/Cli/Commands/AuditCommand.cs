using System.CommandLine;
using Candor.Audit;
using Candor.Audit.Findings;
using Candor.Audit.Live;
using Candor.Cli.Audits;

namespace Candor.Cli.Commands;

/// <summary><c>candor audit SOURCE…</c>: who is told what, by a page that is visited or in a recording of a browser. Needs no data folder and no server.</summary>
static class AuditCommand
{
    static readonly Argument<string[]> Sources = new("source") { Description = "Addresses of pages, or recordings: files ending in .har", Arity = ArgumentArity.OneOrMore };
    static readonly Option<string> Format = FormatOption.Create(FormatOption.Table, FormatOption.Json, "html", "sarif", "junit");
    static readonly Option<string?> FailOn = new("--fail-on") { Description = "Exit 1 when a finding that is not known is at least this severe: low, medium or high", HelpName = "SEVERITY" };
    static readonly Option<string?> RulesFile = new("--rules") { Description = "Rules file: off, warn or error for each rule, and for pages", HelpName = "FILE" };
    static readonly Option<string?> Preset = new("--preset") { Description = "Rules made for a kind of site: hospital, school, shop or publisher", HelpName = "NAME" };
    static readonly Option<string?> BaselineFile = new("--baseline") { Description = "Findings that are known: they are listed and never fail", HelpName = "FILE" };
    static readonly Option<string?> WriteBaseline = new("--write-baseline") { Description = "Write this audit's findings as a baseline", HelpName = "FILE" };
    static readonly Option<string[]> FirstParty = new("--first-party") { Description = "A host of the site's own under another domain; may be repeated", HelpName = "HOST" };
    static readonly Option<bool> ShowValues = new("--show-values") { Description = "Print what was sent as it was sent; without it only what kind of thing it was" };
    static readonly Option<string?> Out = new("--out") { Description = "Folder that takes the report as HTML, JSON, SARIF and JUnit", HelpName = "DIR" };

    static readonly Option<int> Pages = new("--pages") { Description = "Pages of a site to visit, the first among them", HelpName = "N", DefaultValueFactory = _ => 1 };
    static readonly Option<string> Consent = new("--consent") { Description = "What to answer a consent banner: none, accept or reject; all compares them and Global Privacy Control", HelpName = "ANSWER", DefaultValueFactory = _ => "none" };
    static readonly Option<bool> Gpc = new("--gpc") { Description = "Visit with Global Privacy Control on" };
    static readonly Option<bool> NoFill = new("--no-fill") { Description = "Leave forms empty; without it marked values are typed and never submitted" };
    static readonly Option<bool> Fill = new("--fill") { Description = "Type marked values into forms, as it is without --no-fill" };
    static readonly Option<bool> NoClick = new("--no-click") { Description = "Press nothing; without it buttons are pressed and where they lead is cancelled" };
    static readonly Option<bool> Click = new("--click") { Description = "Press buttons, as it is without --no-click" };
    static readonly Option<bool> AllowPrivate = new("--allow-private") { Description = "Visit addresses of private networks, too: your own machine" };
    static readonly Option<string[]> BrowserArg = new("--browser-arg") { Description = "An argument for Chromium; may be repeated", HelpName = "ARG" };

    public static Command Create()
    {
        Consent.AcceptOnlyFromAmong("none", "accept", "reject", "all");
        FailOn.AcceptOnlyFromAmong("high", "medium", "low");
        Preset.AcceptOnlyFromAmong([.. RuleSet.Presets]);
        var command = new Command("audit", "Say who is told what by a page or in a browser's recording, in sentences and with the evidence") { Sources, Format, FailOn, RulesFile, Preset, BaselineFile, WriteBaseline, FirstParty, ShowValues, Out, Pages, Consent, Gpc, Fill, NoFill, Click, NoClick, AllowPrivate, BrowserArg };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var sources = parse.GetValue(Sources)!;
        foreach (var source in sources)
            AuditSource.Check(source);
        if (parse.GetValue(Format) == "html" && sources.Length > 1)
            throw new CommandException("--format html prints one source; --out DIR writes a file for each of several.", ExitCode.WrongUse);
        var options = AuditSettings.Read(parse.GetValue(RulesFile), parse.GetValue(Preset), parse.GetValue(BaselineFile), parse.GetValue(FirstParty) ?? []) with { Visit = Visit(parse) };
        var knowledge = AuditKnowledge.Load();
        var reports = new List<AuditReport>();
        foreach (var source in sources)
            reports.Add(await AuditSource.ReadAsync(source, knowledge, options, cancellationToken));
        var verdict = new AuditVerdict(parse.GetValue(FailOn));
        var writer = new AuditOutput(reports, parse.GetValue(ShowValues), verdict.Fails);
        writer.Print(parse.GetValue(Format)!);
        if (parse.GetValue(Out) is { } folder)
            writer.Save(folder);
        if (parse.GetValue(WriteBaseline) is { } baseline)
            Baseline.Of(reports.SelectMany(r => r.Findings)).Write(baseline);
        return reports.Exists(r => r.Findings.Any(verdict.Fails)) ? ExitCode.NotSo : ExitCode.Done;
    }

    static VisitOptions Visit(ParseResult parse) => new()
    {
        Pages = Math.Clamp(parse.GetValue(Pages), 1, 200),
        Consent = parse.GetValue(Consent) switch { "accept" => ConsentAnswer.Accept, "reject" => ConsentAnswer.Reject, _ => ConsentAnswer.None },
        CompareConsent = parse.GetValue(Consent) == "all",
        GlobalPrivacyControl = parse.GetValue(Gpc),
        Fill = !parse.GetValue(NoFill),
        Press = !parse.GetValue(NoClick),
        AllowPrivate = parse.GetValue(AllowPrivate),
        BrowserArguments = parse.GetValue(BrowserArg) ?? [],
    };
}
