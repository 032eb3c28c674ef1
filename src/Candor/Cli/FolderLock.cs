namespace Candor.Cli;

/// <summary>Held by the one process that owns a data folder. The kernel lets go of it however that process ends.</summary>
sealed class FolderLock : IDisposable
{
    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows: taken by somebody else.
    const int Linux = 11, Mac = 35, Windows = unchecked((int)0x80070020);

    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    /// <summary>Null when another process has it.</summary>
    public static FolderLock? TryTake(DataFolder folder)
    {
        folder.Create();
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder.Run, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.HResult is Linux or Mac or Windows)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data folder {folder.Root} cannot be used: {e.Message}", cause: e);
        }
    }

    public void Dispose() => file.Dispose();
}
