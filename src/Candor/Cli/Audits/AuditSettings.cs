using Candor.Audit;
using Candor.Audit.Differences;
using Candor.Audit.Findings;
using Candor.Guard.Policy;

namespace Candor.Cli.Audits;

/// <summary>From the command's options to the audit's.</summary>
static class AuditSettings
{
    /// <exception cref="CommandException">A file has mistakes; all of them are told at once.</exception>
    public static AuditOptions Read(string? rulesFile, string? preset, string? baseline, string? policy, IReadOnlyList<string> firstParty)
    {
        if (rulesFile is not null && preset is not null)
            throw new CommandException($"--rules and --preset exclude one another; write preset: {preset} into {rulesFile}.", ExitCode.WrongUse);
        var rules = rulesFile is not null ? Config(rulesFile, "there is no such rules file.", "the rules file has mistakes", RuleSet.Read) : preset is not null ? RuleSet.Preset(preset) : RuleSet.Default;
        return new AuditOptions
        {
            Rules = rules,
            FirstParty = [.. firstParty.Select(h => h.ToLowerInvariant()), .. rules.FirstParty],
            Policy = policy is null ? null : Config(policy, "there is no such policy. candor init writes one.", "the policy has mistakes", GuardPolicy.Read),
            Baseline = baseline is null ? new HashSet<string>() : Known(baseline),
        };
    }

    /// <summary>The earlier report to compare with.</summary>
    /// <exception cref="CommandException">It is missing or no report.</exception>
    public static IReadOnlyList<EarlierAudit> Since(string path) => Parsed(path, $"there is no such report. candor audit SOURCE --format json > {path} makes one.", EarlierAudit.ReadFile);

    /// <exception cref="CommandException">It is missing, or says what it must not.</exception>
    public static T Parsed<T>(string path, string missing, Func<string, T> read)
    {
        Require(path, missing);
        try
        {
            return read(path);
        }
        catch (FormatException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongUse);
        }
    }

    static T Config<T>(string path, string missing, string mistakes, Func<ConfigFile, T> read)
    {
        Require(path, missing);
        var file = ConfigFile.Read(path);
        var value = read(file);
        return file.Errors.Count == 0 ? value : throw new CommandException(string.Join(Environment.NewLine, file.Errors.Prepend((object)mistakes)), ExitCode.WrongUse);
    }

    static HashSet<string> Known(string path) =>
        [.. Parsed(path, $"there is no such baseline. --write-baseline {path} makes one.", Baseline.Read).Findings.Select(f => f.Fingerprint)];

    static void Require(string path, string missing)
    {
        if (!File.Exists(path))
            throw new CommandException($"{path}: {missing}", ExitCode.WrongUse);
    }
}
