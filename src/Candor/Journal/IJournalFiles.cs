namespace Candor.Journal;

/// <summary>
/// The journal's view of a disk: one flat directory. A change to it (create, rename, delete) survives a power cut only after
/// <see cref="SyncDirectory"/>; bytes only after <see cref="IJournalFile.Sync"/>.
/// </summary>
interface IJournalFiles
{
    string Directory { get; }
    long FreeBytes { get; }

    /// <summary>Held until disposed; throws <see cref="JournalLockedException"/> when another holds it.</summary>
    IDisposable Lock();

    IReadOnlyList<JournalFileEntry> List();

    /// <summary>A new empty file; an old one of that name is unlinked, so its readers keep what they had.</summary>
    IJournalFile Create(string name);

    IJournalFile Open(string name, bool writable = false);
    void Rename(string from, string to);
    void Delete(string name);
    void SyncDirectory();
}
