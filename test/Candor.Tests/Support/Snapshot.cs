namespace Candor.Tests.Support;

/// <summary>Text that people depend on, kept in a file. CANDOR_UPDATE_SNAPSHOTS=1 writes the files anew, for a look at the difference.</summary>
static class Snapshot
{
    public static void Matches(string file, string actual)
    {
        var path = Path.Combine(Repository.Root, "test/Candor.Tests", file);
        if (Environment.GetEnvironmentVariable("CANDOR_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
