namespace Candor.Journal;

sealed class JournalLockedException(string directory, int? processId)
    : Exception($"{directory} is in use by {(processId is { } pid ? $"process {pid}" : "another process")}. One data folder serves one process: stop that one, or give this one another folder.")
{
    public int? ProcessId { get; } = processId;
}
