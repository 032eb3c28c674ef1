using System.IO.Pipes;
using Candor.Journal;

namespace Candor.Tests.Journal;

public sealed class FileSyncTests
{
    [Fact]
    public void ASyncThatTheSystemRefusesIsHeard()
    {
        // A pipe cannot be synced: the nearest thing to a broken disk that every machine has.
        using var pipe = new AnonymousPipeServerStream();
        Assert.Contains("fsync", Assert.Throws<IOException>(() => FileSync.File(pipe.SafePipeHandle)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderThatIsNotThereIsNamed() =>
        Assert.Contains("/nowhere/at/all", Assert.Throws<IOException>(() => FileSync.Directory("/nowhere/at/all")).Message, StringComparison.Ordinal);
}
