using System.Globalization;

namespace Candor.Journal;

sealed class DiskJournalFiles(string directory) : IJournalFiles
{
    const string LockName = "lock";

    // A file of its own: the framework takes a shared lock to read, so whoever is refused cannot read the locked one.
    const string HolderName = "pid";
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

        var held = Hold(Path.Combine(Directory, LockName));
        try
        {
            File.WriteAllText(Path.Combine(Directory, HolderName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // A full disk does not keep a journal from being read.
        }

        return held;
    }

    public IReadOnlyList<JournalFileEntry> List() =>
        [.. new DirectoryInfo(Directory).EnumerateFiles()
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

    FileStream Hold(string path)
    {
        try
        {
            // No sharing is flock on Unix: the kernel releases it however the process ends, so no lock is ever stale.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new JournalLockedException(Directory, Holder());
        }
    }

    static void SyncPath(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            FileSync.Directory(path);
        }
    }

    int? Holder()
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(Directory, HolderName));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
