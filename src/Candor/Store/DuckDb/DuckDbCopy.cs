using System.Diagnostics;

namespace Candor.Store.DuckDb;

/// <summary>Copies the database file while nobody writes to it.</summary>
static class DuckDbCopy
{
    /// <returns>Bytes copied.</returns>
    public static long Make(DuckDbDatabase database, string from, string to)
    {
        using (var connection = database.Connect())
            connection.Execute("checkpoint");

        // By another process: POSIX drops all of a process's locks on a file as soon as it closes any handle to it, and with them the
        // one that keeps other programs out of the database.
        using var copy = Process.Start(new ProcessStartInfo("cp", [from, to]) { RedirectStandardError = true }) ?? throw new IOException("cp did not start.");
        var trouble = copy.StandardError.ReadToEnd();
        copy.WaitForExit();
        if (copy.ExitCode != 0)
            throw new IOException($"The store could not be copied: {trouble.Trim()}");
        return new FileInfo(to).Length;
    }
}
