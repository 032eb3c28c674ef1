namespace Candor.Cli;

/// <summary>Ends a command with a sentence for the person who typed it: what, where, and how to mend it.</summary>
sealed class CommandException(string message, int exitCode = ExitCode.CouldNotRun, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
