using System.Globalization;

namespace Candor.Tests.Support;

/// <summary>How many files and sockets this process may have open.</summary>
static class FileLimit
{
    public static int Soft { get; } = Read();

    static int Read()
    {
        if (!OperatingSystem.IsLinux())
            return 1024;
        var line = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
        return int.TryParse(line[14..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
    }
}
