using Candor.Journal;

namespace Candor.Tests.Journal;

public sealed class JournalOnDiskTests : JournalContract, IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("candor-journal-");

    private protected override IJournalFiles Files => new DiskJournalFiles(Path.Combine(folder.FullName, "journal"));

    [Fact]
    public async Task ASecondOpenIsToldWhichProcessHasTheFolder()
    {
        await using var journal = JournalTest.Open(Files);
        Assert.Equal(Environment.ProcessId, Assert.Throws<JournalLockedException>(() => JournalTest.Open(Files)).ProcessId);
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenIsRefusedInWords()
    {
        await using var journal = JournalTest.Open(Files, JournalTest.Options with { SegmentBytes = 1 });
        await journal.Append("""{"a":1}""");
        var path = Path.Combine(folder.FullName, "journal");
        Directory.Move(path, path + "-gone");
        var outcome = await journal.Append("""{"a":2}""");
        Assert.Equal(AppendStatus.Failed, outcome.Status);
        Assert.Contains(path, outcome.Reason, StringComparison.Ordinal);
        Directory.Move(path + "-gone", path);
        Assert.Equal(2, (await journal.Append("""{"a":3}""")).LastSequence);
        Assert.Equal(["""{"a":1}""", """{"a":3}"""], journal.Read());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
