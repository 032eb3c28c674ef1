using System.Globalization;

namespace Candor.Journal;

sealed class DiskJournalFiles(string directory) : IJournalFiles
{
    const string LockName = "lock";
    const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    readonly DriveInfo drive = new(Path.GetFullPath(directory));

    public string Directory { get; } = Path.GetFullPath(directory);

    public long FreeBytes => drive.AvailableFreeSpace;

    public IDisposable Lock()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.CreateDirectory(Directory);
            SyncPath(Path.GetDirectoryName(Directory)!);
        }

        var path = Path.Combine(Directory, LockName);
        try
        {
            // No sharing is flock on Unix: the kernel releases it however the process ends, so no lock is ever stale.
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            held.Flush();
            return held;
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new JournalLockedException(Directory, Holder(path));
        }
    }

    public IReadOnlyList<JournalFileEntry> List() =>
        [.. new DirectoryInfo(Directory).EnumerateFiles()
            .Where(file => file.Name != LockName)
            .Select(file => new JournalFileEntry(file.Name, file.Length, file.LastWriteTimeUtc))];

    public IJournalFile Create(string name)
    {
        var path = Path.Combine(Directory, name);
        File.Delete(path);
        return new DiskJournalFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, Shared));
    }

    public IJournalFile Open(string name, bool writable = false) =>
        new DiskJournalFile(File.OpenHandle(
            Path.Combine(Directory, name), FileMode.Open, writable ? FileAccess.ReadWrite : FileAccess.Read, Shared));

    public void Rename(string from, string to) =>
        File.Move(Path.Combine(Directory, from), Path.Combine(Directory, to), overwrite: true);

    public void Delete(string name) => File.Delete(Path.Combine(Directory, name));

    public void SyncDirectory() => SyncPath(Directory);

    static void SyncPath(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Posix.SyncDirectory(path);
        }
    }

    static int? Holder(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, Shared);
            using var text = new StreamReader(stream);
            return int.TryParse(text.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
