using System.Text;

namespace Candor.Cli;

/// <summary>The private Unix socket of a data folder: where it lies and what a crash leaves of it.</summary>
sealed record ControlSocket(string Path) : IDisposable
{
    // sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included.
    const int LongestPath = 100;

    /// <summary>Beside the lock where the path is short enough, else in a private folder of the temporary one.</summary>
    public static ControlSocket Create(DataFolder folder)
    {
        if (ServerAddress.Read(folder) is { } dead)
            new ControlSocket(dead.Socket).Dispose();

        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(folder.Run), "control.sock");
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            path = System.IO.Path.Combine(Directory.CreateTempSubdirectory("candor-").FullName, "control.sock");
        File.Delete(path);
        return new ControlSocket(path);
    }

    public void Dispose()
    {
        File.Delete(Path);
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (System.IO.Path.GetFileName(folder).StartsWith("candor-", StringComparison.Ordinal) && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }
}
