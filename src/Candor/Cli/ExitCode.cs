namespace Candor.Cli;

/// <summary>What a shell learns from a command.</summary>
static class ExitCode
{
    public const int Done = 0;

    /// <summary>The thing asked about is not so: findings, failed verification.</summary>
    public const int NotSo = 1;

    public const int WrongUse = 2;

    public const int CouldNotRun = 3;
}
