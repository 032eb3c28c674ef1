using Candor.Audit;
using Candor.Audit.Findings;

namespace Candor.Cli.Audits;

/// <summary>From the command's options to the audit's.</summary>
static class AuditSettings
{
    /// <exception cref="CommandException">A file has mistakes; all of them are told at once.</exception>
    public static AuditOptions Read(string? rulesFile, string? preset, string? baseline, IReadOnlyList<string> firstParty)
    {
        if (rulesFile is not null && preset is not null)
            throw new CommandException($"--rules and --preset exclude one another; write preset: {preset} into {rulesFile}.", ExitCode.WrongUse);
        var rules = rulesFile is not null ? Rules(rulesFile) : preset is not null ? RuleSet.Preset(preset) : RuleSet.Default;
        return new AuditOptions
        {
            Rules = rules,
            FirstParty = [.. firstParty.Select(h => h.ToLowerInvariant()), .. rules.FirstParty],
            Baseline = baseline is null ? new HashSet<string>() : Known(baseline),
        };
    }

    static RuleSet Rules(string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"{path}: there is no such rules file.", ExitCode.WrongUse);
        var file = ConfigFile.Read(path);
        var rules = RuleSet.Read(file);
        return file.Errors.Count == 0 ? rules : throw new CommandException(string.Join(Environment.NewLine, file.Errors.Prepend((object)"the rules file has mistakes")), ExitCode.WrongUse);
    }

    static HashSet<string> Known(string path)
    {
        if (!File.Exists(path))
            throw new CommandException($"{path}: there is no such baseline. --write-baseline {path} makes one.", ExitCode.WrongUse);
        try
        {
            return [.. Baseline.Read(path).Findings.Select(f => f.Fingerprint)];
        }
        catch (FormatException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongUse);
        }
    }
}
