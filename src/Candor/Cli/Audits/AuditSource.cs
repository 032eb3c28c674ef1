using Candor.Audit;

namespace Candor.Cli.Audits;

/// <summary>What an audit looks at: a recording's file.</summary>
static class AuditSource
{
    /// <exception cref="CommandException">The source is none that can be read.</exception>
    public static void Check(string source)
    {
        if (source.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            throw new CommandException($"{source}: this build reads recordings only. Save one in a browser (developer tools, network, save all as HAR) and give its file.");
        if (Directory.Exists(source))
            throw new CommandException($"{source} is a folder; name the recordings in it.", ExitCode.WrongUse);
        if (!File.Exists(source))
            throw new CommandException($"{source}: there is no such file.", ExitCode.WrongUse);
    }

    /// <exception cref="CommandException">The file is no recording.</exception>
    public static AuditReport Read(string source, AuditKnowledge knowledge, AuditOptions options, CancellationToken cancellationToken)
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
}
