namespace Candor.Tests;

static class Repository
{
    /// <summary>The folder that holds <c>Candor.slnx</c>, found upwards from the test's own folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Candor.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Candor.slnx is in no folder above the tests."));
}
