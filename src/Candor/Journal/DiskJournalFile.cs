using Microsoft.Win32.SafeHandles;

namespace Candor.Journal;

sealed class DiskJournalFile(SafeFileHandle handle) : IJournalFile
{
    public long Length => RandomAccess.GetLength(handle);

    public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public void Sync()
    {
        // On a Mac fsync leaves the bytes in the drive, and the framework asks for more.
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(handle);
        }

        if (!OperatingSystem.IsWindows())
        {
            FileSync.File(handle);
        }
    }

    public void Dispose() => handle.Dispose();
}
