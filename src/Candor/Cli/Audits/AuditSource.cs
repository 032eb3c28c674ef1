using Candor.Audit;
using Candor.Audit.Live;

namespace Candor.Cli.Audits;

/// <summary>What an audit looks at: a recording's file or a page's address.</summary>
static class AuditSource
{
    /// <exception cref="CommandException">The source is none that can be read.</exception>
    public static void Check(string source)
    {
        if (AuditAddress.Looks(source))
        {
            Address(source);
            return;
        }
        if (Directory.Exists(source))
            throw new CommandException($"{source} is a folder; name the recordings in it.", ExitCode.WrongUse);
        if (!File.Exists(source))
            throw new CommandException($"{source}: there is no such file.", ExitCode.WrongUse);
    }

    /// <exception cref="CommandException">The file is no recording, or there is no page at the address.</exception>
    public static async Task<AuditReport> ReadAsync(string source, AuditKnowledge knowledge, AuditOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return AuditAddress.Looks(source) ? await new LiveVisit(knowledge, TimeProvider.System).VisitAsync(Address(source), options, cancellationToken)
                : AuditRun.Recording(source, knowledge, options, TimeProvider.System, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or VisitException)
        {
            throw new CommandException(e.Message);
        }
    }

    static AuditAddress Address(string source)
    {
        try
        {
            return AuditAddress.Parse(source);
        }
        catch (VisitException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongUse);
        }
    }
}
