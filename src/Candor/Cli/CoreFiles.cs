using System.Runtime.InteropServices;

namespace Candor.Cli;

/// <summary>
/// A core file holds the memory of the process, and with it the requests that were being read. The kernel writes one for whoever left the
/// limit open, so the program closes it for itself. What the .NET runtime writes on its own (<c>DOTNET_DbgEnableMiniDump</c>) is off unless
/// somebody sets that variable, which is read before any of our code runs.
/// </summary>
static partial class CoreFiles
{
    /// <summary>RLIMIT_CORE, 4 on Linux and on macOS.</summary>
    const int Core = 4;

    /// <summary>The lower of the two limits: whoever needs a core file can raise it for the running process (<c>prlimit --core</c>).</summary>
    public static void Refuse()
    {
        if (OperatingSystem.IsWindows() || GetLimit(Core, out var limit) != 0)
            return;
        limit.Current = 0;
        _ = SetLimit(Core, in limit);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetLimit(int resource, in Limit limit);

    struct Limit
    {
        public nuint Current;
        public nuint Most;
    }
}
