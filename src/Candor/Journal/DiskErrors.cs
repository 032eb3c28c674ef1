namespace Candor.Journal;

static class DiskErrors
{
    // ENOSPC, EDQUOT (Linux, macOS), ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL: the framework passes the system's number on.
    static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool IsFull(Exception exception) => exception is IOException && Full.Contains(exception.HResult);

    public static bool IsDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
