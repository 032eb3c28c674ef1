using Candor.Journal;

namespace Candor.Tests.Journal;

public sealed class JournalOnDiskTests : JournalContract, IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("candor-journal-");

    private protected override IJournalFiles Files => new DiskJournalFiles(Path.Combine(folder.FullName, "journal"));

    public void Dispose() => folder.Delete(recursive: true);
}
