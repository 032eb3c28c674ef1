namespace Candor.Bench.Servers;

static class Programs
{
    /// <summary>Debian keeps servers where an ordinary user's PATH does not look.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin"]).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static bool IsInstalled(string name) => Find(name) is not null;
}
