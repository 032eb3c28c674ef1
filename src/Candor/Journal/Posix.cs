using System.Runtime.InteropServices;

namespace Candor.Journal;

/// <summary>What the framework does not reach: syncing a directory, and a file's data without its times.</summary>
static partial class Posix
{
    const int Interrupted = 4;

    public static void SyncData(SafeHandle file)
    {
        while (fdatasync(file) != 0)
        {
            ThrowUnlessInterrupted("fdatasync");
        }
    }

    public static void SyncDirectory(string path)
    {
        var descriptor = open(path, 0);
        if (descriptor < 0)
        {
            throw Error("open directory");
        }

        try
        {
            while (fsync(descriptor) != 0)
            {
                ThrowUnlessInterrupted("fsync of directory");
            }
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    static void ThrowUnlessInterrupted(string call)
    {
        if (Marshal.GetLastPInvokeError() != Interrupted)
        {
            throw Error(call);
        }
    }

    static IOException Error(string call)
    {
        var code = Marshal.GetLastPInvokeError();
        return new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(code)}", code);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int file);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
