using System.CommandLine;
using Candor.Audit;
using Candor.Audit.Findings;
using Candor.Audit.Reports;

namespace Candor.Cli.Commands;

/// <summary><c>candor audit SOURCE…</c>: who was told what, from recordings of a browser. Needs no data folder and no server.</summary>
static class AuditCommand
{
    public static Command Create()
    {
        var sources = new Argument<string[]>("source") { Description = "Recordings, files ending in .har", Arity = ArgumentArity.OneOrMore };
        var format = FormatOption.Create(FormatOption.Table, FormatOption.Json);
        var failOn = new Option<string?>("--fail-on") { Description = "Exit 1 when a finding is at least this severe" };
        failOn.AcceptOnlyFromAmong("high", "medium", "low");
        var showValues = new Option<bool>("--show-values") { Description = "Print what was sent as it was sent; without it only what kind of thing it was" };
        var command = new Command("audit", "Say who was told what in a browser's recording, in sentences and with the evidence") { sources, format, failOn, showValues };
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(parse.GetValue(sources)!, parse.GetValue(format)!, parse.GetValue(failOn), parse.GetValue(showValues), cancellationToken)));
        return command;
    }

    static int Run(string[] sources, string format, string? failOn, bool showValues, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
            Check(source);
        var knowledge = AuditKnowledge.Load();
        var options = new AuditOptions();
        var reports = sources.Select(s => Read(s, knowledge, options, cancellationToken)).ToList();
        if (format == FormatOption.Json)
        {
            using var output = Console.OpenStandardOutput();
            JsonReport.Write(reports, output, showValues);
            output.WriteByte((byte)'\n');
        }
        else
        {
            foreach (var report in reports)
                TextReport.Write(report, Console.Out);
        }
        return reports.Exists(r => r.Findings.Any(f => Fails(f, failOn))) ? ExitCode.NotSo : ExitCode.Done;
    }

    static void Check(string source)
    {
        if (source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            throw new CommandException($"{source}: this build reads recordings only. Save one in the browser (developer tools, network, save all as HAR) and give its file.");
        if (!File.Exists(source))
            throw new CommandException($"{source}: there is no such file.", ExitCode.WrongUse);
    }

    static AuditReport Read(string source, AuditKnowledge knowledge, AuditOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return AuditRun.Recording(source, knowledge, options, TimeProvider.System, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new CommandException(e.Message);
        }
    }

    static bool Fails(Finding finding, string? failOn) => finding is { IsKnown: false } && (finding.Level == RuleLevel.Error
        || (finding.Level != RuleLevel.Warn && failOn is not null && Enum.TryParse<Severity>(failOn, ignoreCase: true, out var least) && finding.Severity >= least));
}
