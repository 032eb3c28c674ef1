using System.Collections.Frozen;

namespace Candor.Collect;

/// <summary>
/// The script of this program and every one that this data folder has served before: a page that names a version with an
/// integrity hash keeps working after an upgrade.
/// </summary>
sealed class ScriptVersions
{
    readonly FrozenDictionary<string, ScriptFile> byHash;

    public ScriptVersions(CollectOptions options)
    {
        var folder = Path.Combine(options.DataFolder, "scripts");
        Current = File.Exists(options.Script) ? new ScriptFile(File.ReadAllBytes(options.Script)) : null;
        if (Current is not null)
            Keep(Current, folder);
        byHash = Before(folder).Append(Current).OfType<ScriptFile>().DistinctBy(s => s.Hash).ToFrozenDictionary(s => s.Hash);
    }

    /// <summary>Null when the script has not been built.</summary>
    public ScriptFile? Current { get; }

    public ScriptFile? Find(string hash) => byHash.GetValueOrDefault(hash);

    static void Keep(ScriptFile script, string folder)
    {
        var path = PathOf(folder, script.Hash);
        if (File.Exists(path))
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path + ".new", script.Plain);
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>A file that was altered no longer has the hash in its name, and is not served.</summary>
    static IEnumerable<ScriptFile?> Before(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "candor.*.js").Select(path => new ScriptFile(File.ReadAllBytes(path)) is var script && PathOf(folder, script.Hash) == path ? script : null)
            : [];

    static string PathOf(string folder, string hash) => Path.Combine(folder, $"candor.{hash}.js");
}
