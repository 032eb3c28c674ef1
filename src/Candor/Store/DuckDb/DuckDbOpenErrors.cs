using System.Text.RegularExpressions;

namespace Candor.Store.DuckDb;

/// <summary>What went wrong when the file was opened, in words that say how to mend it.</summary>
static partial class DuckDbOpenErrors
{
    public static StoreOpenException Explain(string path, Exception error)
    {
        var text = error.Message;
        if (Pid().Match(text) is { Success: true } lockedBy)
            return new(StoreOpenProblem.LockedByAnotherProcess,
                $"{path} is open in process {lockedBy.Groups[1].Value}. Stop that process, or let it answer: a running `candor serve` serves every other command.", error);
        if (Has(text, "Could not set lock"))
            return new(StoreOpenProblem.LockedByAnotherProcess, $"{path} is open in another process. {text}", error);
        if (Has(text, "newer version") || Has(text, "version number") || Has(text, "older version") || Has(text, "storage version"))
            return new(StoreOpenProblem.NewerEngine, $"{path} was written by another DuckDB than this program holds: run the Candor that wrote it, or a newer one. {text}", error);
        if (Has(text, "not a valid DuckDB database") || Has(text, "Corrupt") || Has(text, "checksum") || Has(text, "Could not read enough bytes") || Has(text, "Failure while replaying WAL") || Has(text, "Serialization Error"))
            return new(StoreOpenProblem.Corrupt,
                $"{path} is damaged: restore the last backup (`candor restore`). What was acknowledged since then is still in the journal and is loaded again. {text}", error);
        if (Has(text, "Permission denied") || Has(text, "Read-only file system") || error is UnauthorizedAccessException)
            return new(StoreOpenProblem.NoAccess, $"{path} cannot be written: give this user write access to the file and its folder. {text}", error);
        if (Has(text, "No space left"))
            return new(StoreOpenProblem.DiskFull, $"{path} cannot be opened because the disk is full. {text}", error);
        return new(StoreOpenProblem.Unknown, $"{path} cannot be opened. {text}", error);
    }

    static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\(PID (\d+)\)")]
    private static partial Regex Pid();
}
